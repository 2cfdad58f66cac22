using Guildhall.App.Access;
using Guildhall.App.Calls;

namespace Guildhall.App.People;

/// <summary>Who does something to people or keys, and through which door; goes into the audit record (security.md S-63).</summary>
/// <param name="Who">An ARN, an address, or <c>operator</c>.</param>
/// <param name="Account">The account acted for; empty for the operator.</param>
/// <param name="Source"><c>page</c> or <c>cli</c>.</param>
/// <param name="RequestId">The request's id.</param>
/// <param name="Tenant">The tenant in whose audit trail it shows; null for the installation alone.</param>
public sealed record ActOrigin(string Who, string Account, string Source, string RequestId, string? Tenant = null)
{
    /// <summary>The call's own key, when it has one: what it makes is made once.</summary>
    public ClientKey? ClientKey { get; init; }

    /// <summary>Whether that was the same person, in whichever account: a person's name is the same in all of them, and no key bears it.</summary>
    /// <param name="who">As in another act's <see cref="Who"/>.</param>
    public bool IsOf(string who) => NameIn(who).Equals(NameIn(Who), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> NameIn(string who) => who.AsSpan(who.LastIndexOf('/') + 1);

    /// <summary>A command of whoever runs the machine.</summary>
    public static ActOrigin Operator(string requestId) => new("operator", "", "cli", requestId);

    /// <summary>Somebody on a page.</summary>
    public static ActOrigin Of(Caller caller, string? tenant, string requestId) => new(caller.Arn, caller.Account.Value, "page", requestId, tenant);
}

/// <summary>Where a sign-in comes from.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="Address">The network address.</param>
/// <param name="Agent">What the browser calls itself.</param>
/// <param name="KnownAs">The <see cref="Person.BrowserMark"/> of who signed in with this browser before, or null.</param>
public sealed record Visit(string RequestId, string Address, string Agent, string? KnownAs = null);
