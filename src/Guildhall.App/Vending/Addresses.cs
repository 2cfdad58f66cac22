using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>Addresses of new accounts, each reserved before AWS is told, and never used for another. vendor-integration.md 6.2.</summary>
internal static class Addresses
{
    public static readonly Problem Taken = Problem.Malformed("That address already belongs to an AWS account.", nameof(AccountOrder.Email));

    /// <summary>Why the account can have no address, as far as that is known before one is drawn: the typed one is taken, or there is no pattern; null when nothing is in the way.</summary>
    public static Problem? Refusal(GuildhallDb db, LinkRow link, string? typed) =>
        typed is not null ? (IsTaken(db, typed.Trim()) ? Taken : null) : (PatternOf(link).Refused ? Problem.Conflict("no_email_pattern", $"{link.Name} has no e-mail pattern for new accounts. Ask the marketplace manager.") : null);

    /// <summary>The typed address, or one made of the link's pattern that nobody had. Refused: <see cref="Refusal"/>, <c>email_exhausted</c>.</summary>
    public static Result<string> Choose(WriteScope scope, LinkRow link, string? typed, int draws, IdSource ids)
    {
        if (Refusal(scope.Db, link, typed) is { } refusal) return refusal;
        if (typed is not null) return typed.Trim();
        for (var drawn = 0; drawn < draws; drawn++)
        {
            var address = PatternOf(link).Value.Expand(ids);
            if (!IsTaken(scope.Db, address)) return address;
        }

        return new Problem(ProblemKind.Upstream, AccountOrders.NoAddressLeft, "No unused address could be made of the e-mail pattern. Try again.");
    }

    public static void Reserve(WriteScope scope, string orderId, string address)
    {
        var row = new AddressRow { Address = address.ToLowerInvariant(), OrderId = orderId, ReservedAt = scope.Now };
        scope.Stage(db => db.Add(row));
    }

    private static Result<EmailPattern> PatternOf(LinkRow link) => EmailPattern.Read(link.EmailPattern, nameof(link.EmailPattern));

    private static bool IsTaken(GuildhallDb db, string address) => db.Addresses.Find(address.ToLowerInvariant()) is not null;
}
