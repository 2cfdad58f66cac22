namespace Guildhall.SimulatedAws.Requests;

/// <summary>Why a call is refused, in AWS's words; each protocol writes it in its own form.</summary>
/// <param name="Code">The error's name on the wire.</param>
/// <param name="Message">One sentence for the caller.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">Organizations' finer reason, where the error has that member.</param>
/// <param name="Type">Who is to blame for too many requests, where the error has that member.</param>
internal sealed record Refusal(string Code, string Message, int Status = 400, string? Reason = null, string? Type = null);
