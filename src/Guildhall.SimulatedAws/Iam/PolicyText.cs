using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>Policy documents that come in and go out as text.</summary>
internal static class PolicyText
{
    /// <summary>What is wrong with a document, or null.</summary>
    public static WireError? Refuse(string document, PolicyKind kind) => PolicyDocument.Parse(document, kind) is PolicyParse.Refused refused
        ? Refusals.Malformed(string.Join(' ', refused.Errors.Select(error => error.Sentence)))
        : null;

    /// <summary>How documents are written in answers (aws-operations.md A.9).</summary>
    public static string Encode(string document) => Uri.EscapeDataString(document);

    /// <summary>The length that counts against quotas: white space is free.</summary>
    public static int Size(string document) => document.Count(character => !char.IsWhiteSpace(character));
}
