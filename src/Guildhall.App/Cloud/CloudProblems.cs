using Guildhall.App.Cloud.Outbound;
using Guildhall.Domain;

namespace Guildhall.App.Cloud;

/// <summary>Makes problems of what came back, or did not. aws-operations.md A.1, vendor-integration.md 8.2 (P1, P2).</summary>
public static class CloudProblems
{
    private const int LongestQuote = 500;
    private const int LongestSaid = 200;

    /// <summary>The problem that an error of AWS means. <paramref name="clockDiffers"/>: the answer's date is minutes away from ours.</summary>
    public static CloudProblem Of(AwsError error, bool clockDiffers = false)
    {
        var wrongSignature = error.Code is "SignatureDoesNotMatch" or "InvalidSignatureException";
        var sentence = wrongSignature && clockDiffers ? CloudSentence.Clock : CloudSentence.Of(error);
        return new CloudProblem(sentence.Kind, error.Code.Length > 0 ? error.Code : $"Http{error.Status}", sentence.Quotes ? Quoting(sentence.Message, error.Message) : sentence.Message, sentence.Repair)
        {
            Reason = error.Reason,
            Said = error.Message is { Length: > LongestQuote } text ? text[..LongestQuote] : error.Message,
            RequestId = error.RequestId,
        };
    }

    /// <summary>The problem behind an error's name, told in words that were chosen already: of a refusal that has passed through the rules' words.</summary>
    public static CloudProblem OfCode(string code, string message) =>
        new(CloudSentence.Of(new AwsError(400, code, null, null, null)).Kind, code, message, "");

    /// <summary>The problem that no answer at all means.</summary>
    public static CloudProblem Of(OutboundAnswer.Failed failed, Uri endpoint) => failed.Failure switch
    {
        OutboundFailure.Refused => Silence(
            "AddressRefused", $"Guildhall may not call {endpoint.Host}: {failed.Reason}", "The operator can list the host in the configuration."),
        OutboundFailure.Untrusted => Silence(
            "CertificateRefused", $"The certificate of {endpoint.Host} was not accepted: {failed.Reason}", "Check the proxy and the machine's certificates."),
        OutboundFailure.TimedOut => Silence("TimedOut", $"{endpoint.Host} did not answer in time.", "Check network, proxy and DNS."),
        OutboundFailure.Unreachable => Silence(
            "Unreachable", $"AWS can't be reached at {endpoint.Host}: {failed.Reason}", "Check network, proxy and DNS."),
        OutboundFailure.TooLarge => CloudProblem.Garbled($"The answer of {endpoint.Host} is too large."),
        _ => throw new ArgumentOutOfRangeException(nameof(failed)),
    };

    /// <summary>The sentence with AWS's own words, on one line.</summary>
    private static string Quoting(string sentence, string? said)
    {
        var words = string.Concat((said ?? "").Select(c => char.IsWhiteSpace(c) ? ' ' : c).Where(c => !Texts.Forbidden(c))).Trim();
        return words.Length == 0 ? sentence : $"{sentence.TrimEnd('.')}: \"{(words.Length > LongestSaid ? words[..LongestSaid] + "…" : words)}\".";
    }

    private static CloudProblem Silence(string code, string message, string repair) => new(CloudTrouble.Unreachable, code, message, repair);
}
