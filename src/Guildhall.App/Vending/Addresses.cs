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

    /// <summary>The typed address, or one made of the link's pattern that nobody had. Refused: it is taken, there is no pattern, <c>email_exhausted</c>.</summary>
    public static Result<string> Choose(WriteScope scope, LinkRow link, string? typed, int draws, IdSource ids)
    {
        if (typed is not null) return IsTaken(scope, typed.Trim()) ? Taken : typed.Trim();
        var pattern = EmailPattern.Read(link.EmailPattern, nameof(link.EmailPattern));
        if (pattern.Refused) return Problem.Conflict("no_email_pattern", $"{link.Name} has no e-mail pattern for new accounts. Ask the marketplace manager.");
        for (var drawn = 0; drawn < draws; drawn++)
        {
            var address = pattern.Value.Expand(ids);
            if (!IsTaken(scope, address)) return address;
        }

        return new Problem(ProblemKind.Upstream, AccountOrders.NoAddressLeft, "No unused address could be made of the e-mail pattern. Try again.");
    }

    public static void Reserve(WriteScope scope, string orderId, string address)
    {
        var row = new AddressRow { Address = address.ToLowerInvariant(), OrderId = orderId, ReservedAt = scope.Now };
        scope.Stage(db => db.Add(row));
    }

    private static bool IsTaken(WriteScope scope, string address) => scope.Db.Addresses.Find(address.ToLowerInvariant()) is not null;
}
