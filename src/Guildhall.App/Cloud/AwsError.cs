namespace Guildhall.App.Cloud;

/// <summary>An error as AWS sent it, whatever the protocol.</summary>
/// <param name="Status">The HTTP status: a hint only, Organizations throttles with 400 (aws-operations.md 0.5).</param>
/// <param name="Code">The error's name without namespace; empty when the body names none.</param>
public sealed record AwsError(int Status, string Code, string? Message, string? Reason, string? RequestId);
