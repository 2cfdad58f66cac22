using System.Globalization;
using System.Text;

namespace Guildhall.App.Mail;

/// <summary>A mail as it goes over the wire: RFC 5322 and 2045 to 2047, plain text in UTF-8. Nothing of subject or text can become a header: both are encoded.</summary>
internal static class MailMessage
{
    private const int LongestLine = 76;

    /// <summary>The lines of header and body, without the dot that ends them; each ends with CRLF.</summary>
    /// <param name="from">An address of <see cref="Domain.Linking.EmailAddress"/>'s form, as the recipient: neither can hold a line break or bracket.</param>
    public static string Of(string id, string from, string recipient, string subject, string text, DateTimeOffset now)
    {
        var lines = new List<string>
        {
            $"Date: {now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            $"From: Guildhall <{from}>",
            $"To: <{recipient}>",
            $"Message-ID: <{id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>",
            "Subject: " + Subject(subject),
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
            "",
        };
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        for (var at = 0; at < body.Length; at += LongestLine) lines.Add(body.Substring(at, Math.Min(LongestLine, body.Length - at)));
        return string.Join("\r\n", lines) + "\r\n";
    }

    /// <summary>In encoded words of at most 75 characters each, cut between characters.</summary>
    private static string Subject(string subject)
    {
        var words = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in subject.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(piece.ToString()) + rune.Utf8SequenceLength > 42) Take();
            piece.Append(rune);
        }

        Take();
        return string.Join("\r\n ", words);

        void Take()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece.ToString()))}?=");
            piece.Clear();
        }
    }
}
