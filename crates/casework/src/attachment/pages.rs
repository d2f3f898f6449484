//! Adding, serving and taking out.

use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use documents::picture::Cleaner;
use kernel::{AttachmentId, NoteId};
use web::{Cx, Failure, Reply, see, see_with};

use super::{keep, looked_at};

/// What a browser may do with a file of somebody else: show it, and nothing more.
const SANDBOX: &str = "sandbox; default-src 'none'";

/// `POST /notes/{id}/attachments`: one file. What is not taken leads back to the note with the reason.
pub async fn add(
    cx: Cx,
    Path(note): Path<NoteId>,
    Extension(cleaner): Extension<Cleaner>,
    form: Multipart,
) -> Reply {
    let (key, bytes) = sent(form).await?;
    let back = format!("/notes/{note}");
    if bytes.is_empty() {
        return see(&format!("{back}?file=size#attachments"));
    }
    match looked_at(&cleaner, bytes).await {
        Ok(fit) => {
            keep(&cx, note, key, &fit).await?;
            see_with(&format!("{back}#attachments"), "casework-said-attachment-added")
        }
        Err(unfit) => see(&format!("{back}?file={}#attachments", unfit.key())),
    }
}

/// The key of the form and the bytes of its file. The file's name is not kept: it may name a child.
async fn sent(mut form: Multipart) -> Result<(AttachmentId, Vec<u8>), Failure> {
    let failed = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    };
    let (mut key, mut bytes) = (None, Vec::new());
    while let Some(part) = form.next_field().await.map_err(failed)? {
        match part.name() {
            Some("key") => key = part.text().await.map_err(failed)?.parse().ok(),
            Some("file") => bytes = part.bytes().await.map_err(failed)?.to_vec(),
            _ => {}
        }
    }
    Ok((key.ok_or(Failure::BadRequest)?, bytes))
}

/// `GET /attachments/{id}`: as a file to keep, under a type of ours; a page may show it, it cannot be a page.
pub async fn show(cx: Cx, Path(id): Path<AttachmentId>) -> Reply {
    let (found, bytes) = super::find(&cx, id).await?;
    let ending = match found.media.as_str() {
        "image/jpeg" => "jpg",
        "audio/mp4" => "m4a",
        _ => "mp3",
    };
    let text = |text: &str| HeaderValue::from_str(text).map_err(|_| Failure::BadRequest);
    let disposition = text(&format!("attachment; filename=\"chunyu.{ending}\""))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, text(&found.media)?);
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    Ok(response)
}

/// `POST /attachments/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<AttachmentId>) -> Reply {
    let note = super::withdraw(&cx, id).await?;
    see_with(&format!("/notes/{note}#attachments"), "casework-said-attachment-withdrawn")
}
