//! Signatures of releases, in minisign's form (Ed25519 over BLAKE2b-512).
//!
//! What is signed is the release's file, which pins every other file and the release before by their hashes. A release that
//! names roles has `releases/<id>.toml.<role>.minisig` for each; one that names none has `releases/<id>.toml.minisig`. Keys
//! are what the user names; the folder of rules holds none.

use std::io::Cursor;
use std::path::Path;

use minisign::{PublicKey, PublicKeyBox, SecretKeyBox, SignatureBox};

use super::book::{RuleBook, release_file};
use super::manifest::ReleaseManifest;
use crate::finding::{Fault, SignatureError};

/// A public key that the user trusts, for one role or for any.
#[derive(Debug)]
pub struct TrustedKey {
    role: Option<String>,
    file: String,
    key: PublicKey,
}

impl TrustedKey {
    /// Reads `FILE` or `ROLE=FILE`.
    ///
    /// # Errors
    /// When there is no such file, or it is no public key of minisign.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let (role, file) = text.split_once('=').map_or((None, text), |(role, file)| (Some(role.to_owned()), file));
        let broken = || Fault::Signature { file: file.to_owned(), error: SignatureError::NoKey };
        let content = std::fs::read_to_string(file).map_err(|error| Fault::read(Path::new(file), error))?;
        // A file of minisign, or the key's line alone.
        let boxed = PublicKeyBox::from_string(&content).and_then(PublicKeyBox::into_public_key);
        let key = boxed.or_else(|_| PublicKey::from_base64(content.trim())).map_err(|_| broken())?;
        Ok(Self { role, file: file.to_owned(), key })
    }
}

/// Where the signatures of a release stand.
pub(super) fn signature_files(release: &ReleaseManifest) -> Vec<String> {
    let file = release_file(&release.id);
    let of_role = |role: &String| signature_file(&file, Some(role));
    if release.signers.is_empty() { vec![signature_file(&file, None)] } else { release.signers.iter().map(of_role).collect() }
}

fn signature_file(file: &str, role: Option<&str>) -> String {
    role.map_or_else(|| format!("{file}.minisig"), |role| format!("{file}.{role}.minisig"))
}

/// Signs a release of a folder of rules with the secret key in a file; says which file was written.
///
/// # Errors
/// When the key cannot be read (or its password is wrong), the release does not name the role, or the folder is not intact.
pub fn sign(folder: &Path, id: &str, role: Option<&str>, key: &Path, password: Option<String>) -> Result<String, Fault> {
    let book = RuleBook::open(folder)?;
    let manifest = manifest(&book, id)?;
    let file = release_file(id);
    if role.is_some_and(|role| !manifest.signers.iter().any(|known| known == role)) || (role.is_none() && !manifest.signers.is_empty()) {
        return Err(Fault::Signature { file, error: SignatureError::Roles(manifest.signers.clone()) });
    }
    let broken = |_| Fault::Signature { file: key.display().to_string(), error: SignatureError::NoKey };
    let text = std::fs::read_to_string(key).map_err(|error| Fault::read(key, error))?;
    let secret = SecretKeyBox::from_string(&text).map_err(broken)?;
    let secret = match password {
        Some(password) => secret.into_secret_key(Some(password)),
        None => secret.into_unencrypted_secret_key(),
    };
    let comment = role.map_or_else(|| format!("release:{id}"), |role| format!("release:{id}\tsigner:{role}"));
    let bytes = Cursor::new(book.file(&file)?);
    let signed = secret.and_then(|secret| minisign::sign(None, &secret, bytes, Some(&comment), None)).map_err(broken)?;
    let written = signature_file(&file, role);
    let path = folder.join(&written);
    std::fs::write(&path, signed.into_string()).map_err(|error| Fault::write(&path, error))?;
    Ok(written)
}

/// Verifies the signatures of a release; says which files were good. Every role that it names must have signed, each with a
/// key of its own.
///
/// # Errors
/// Names the signature that is missing, does not fit, or repeats a signer.
pub fn verify(book: &RuleBook, id: &str, keys: &[TrustedKey]) -> Result<Vec<String>, Fault> {
    let manifest = manifest(book, id)?;
    let file = release_file(id);
    if manifest.signers.is_empty() {
        let signature = signature_file(&file, None);
        return verify_one(book, &file, &signature, &keys.iter().collect::<Vec<_>>()).map(|_| vec![signature]);
    }
    let (mut good, mut used): (Vec<String>, Vec<Vec<u8>>) = (Vec::new(), Vec::new());
    for role in &manifest.signers {
        let signature = signature_file(&file, Some(role));
        let of_role: Vec<&TrustedKey> = keys.iter().filter(|key| key.role.as_ref() == Some(role)).collect();
        let key = verify_one(book, &file, &signature, &of_role)?;
        // The key itself counts: a key number is free to choose.
        let bytes = key.key.to_bytes();
        let content = bytes.get(bytes.len().saturating_sub(32)..).unwrap_or_default().to_vec();
        if used.contains(&content) {
            return Err(Fault::Signature { file: signature, error: SignatureError::SameSigner(key.file.clone()) });
        }
        used.push(content);
        good.push(signature);
    }
    Ok(good)
}

fn verify_one<'a>(book: &RuleBook, file: &str, signature: &str, keys: &[&'a TrustedKey]) -> Result<&'a TrustedKey, Fault> {
    let fault = |error| Fault::Signature { file: signature.to_owned(), error };
    let bytes = book.file(signature).map_err(|_| fault(SignatureError::Missing))?;
    let text = std::str::from_utf8(bytes).map_err(|_| fault(SignatureError::Wrong))?;
    let signed = SignatureBox::from_string(text).map_err(|_| fault(SignatureError::Wrong))?;
    if keys.is_empty() {
        return Err(fault(SignatureError::NoTrustedKey));
    }
    let of_key = |key: &&&'a TrustedKey| key.key.keynum() == signed.keynum();
    let key = keys.iter().find(of_key).ok_or_else(|| fault(SignatureError::OtherKey))?;
    let release = Cursor::new(book.file(file)?);
    minisign::verify(&key.key, &signed, release, true, false, false).map_err(|_| fault(SignatureError::Wrong))?;
    Ok(key)
}

fn manifest<'a>(book: &'a RuleBook, id: &str) -> Result<&'a ReleaseManifest, Fault> {
    let found = book.releases().iter().find(|(release, _)| release.id == id);
    found.map(|(release, _)| release).ok_or_else(|| book.unknown(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that minisign's own documents print: a signature made by the original program.
    #[test]
    fn signatures_of_minisign_itself_are_read() {
        let key = PublicKey::from_base64("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3").unwrap();
        let text = "untrusted comment: signature from minisign secret key\nRUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\ntrusted comment: timestamp:1556193335\tfile:test\ny/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==\n";
        let signed = SignatureBox::from_string(text).unwrap();
        assert!(minisign::verify(&key, &signed, Cursor::new(b"test"), true, false, false).is_ok());
        assert!(minisign::verify(&key, &signed, Cursor::new(b"Test"), true, false, false).is_err());
    }
}
