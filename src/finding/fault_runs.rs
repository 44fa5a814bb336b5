//! The words of faults about runs that are held against each other.

use super::fault::Fault;
use super::language::Language;

pub(super) fn of_runs(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::OtherScheme { schemes: [a, b] } if a != b => language.pick(
            format!("两个批次的评价方案不同（{a} 与 {b}），等级不可比；请用同一方案重新运行其一"),
            format!("the runs follow different schemes ({a} and {b}), and their grades cannot be compared: run one of them again"),
        ),
        Fault::OtherScheme { schemes: [a, _] } => language.pick(
            format!("两个批次的评价方案 {a} 等级不同，不可比；请用同一发布版重新运行其一"),
            format!("the runs follow versions of the scheme {a} with other grades, which cannot be compared: run one of them again"),
        ),
        Fault::NotBefore { previous, period } => language.pick(
            format!("--previous 批次的评价期 {previous} 不早于本期 {period}；同一期的两个批次请用 `carbonlabel diff` 比较"),
            format!("the period {previous} of --previous does not end before {period}: use `carbonlabel diff` for two runs of one period"),
        ),
        Fault::NoPrevious(run) => language.pick(
            format!("{} 运行时没有用 --previous；请去掉这一参数", run.display()),
            format!("{} was made without --previous: leave the option out", run.display()),
        ),
        _ => String::new(),
    }
}
