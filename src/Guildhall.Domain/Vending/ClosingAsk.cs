namespace Guildhall.Domain.Vending;

/// <summary>That somebody wants an account closed, which waits for the word of another person. vendor-integration.md 14.2.</summary>
/// <param name="By">Who asked: an ARN, or <c>operator</c>.</param>
public sealed record ClosingAsk(string By, string Reason, DateTimeOffset At)
{
    /// <summary>So long it waits; then nobody can confirm it any more.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public DateTimeOffset Until => At + Life;

    public bool Waits(DateTimeOffset now) => now < Until;
}
