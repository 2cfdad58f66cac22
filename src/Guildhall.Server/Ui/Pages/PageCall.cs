using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.People;
using Guildhall.App.Vending;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A request for a page by somebody who is signed in and may see it.</summary>
public sealed record PageCall(HttpContext Context, Session Session, Caller Caller, TenantView? Tenant)
{
    /// <summary>A client request token has at most 64 letters, and several sets of one form add to its key.</summary>
    private const int LongestKey = 40;

    public Person Person => Session.Person;

    public IQueryCollection Query => Context.Request.Query;

    /// <summary>The posted form; empty on a GET.</summary>
    public IFormCollection Form { get; init; } = FormCollection.Empty;

    /// <summary>The time of the request.</summary>
    public DateTimeOffset Now { get; init; }

    public string RequestId => Context.TraceIdentifier;

    public string Route(string name) => (string)Context.Request.RouteValues[name]!;

    /// <summary>The text of a form field, trimmed, its lines ended as everywhere else (browsers send CRLF); empty when it was not sent.</summary>
    public string Text(string field) => Form[field].ToString().Trim().ReplaceLineEndings("\n");

    /// <summary>The same; null when it is empty.</summary>
    public string? Given(string field) => Text(field) is { Length: > 0 } text ? text : null;

    /// <summary>The key that makes sending the form twice harmless; null when it has none that can be one.</summary>
    public string? FormKey => Text("form-key") is { Length: > 0 and <= LongestKey } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? key : null;

    /// <summary>Every value of a form field: the ticked boxes of a table.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. Form[field].OfType<string>()];

    /// <summary>
    /// For dangerous acts (security.md S-48): null when the person signed in, or showed password and code again, within the last 15 minutes; else what the
    /// handler answers before it does anything. The door then asks, and sends the same form again with the proof:
    /// <c>if (call.RequireProof() is { } first) return first;</c>
    /// </summary>
    internal PageAnswer? RequireProof() => Session.IsProved(Now) ? null : new PageAnswer.ProveFirst();

    /// <summary>Whether the caller's policies allow an action on anything: what is not allowed is not offered.</summary>
    public bool May(string action) => Authorization.Check(Caller, action, "*") is null;

    /// <summary>Who does it, for the audit record.</summary>
    internal ActOrigin Origin => ActOrigin.Of(Caller, Tenant?.State.Tenant.Value, RequestId);

    /// <summary>Whose orders and accounts the caller sees.</summary>
    internal OrderReach ReachIn(Installation guildhall) => OrderReach.Of(Caller, guildhall.Marketplaces, RequestId);

    /// <summary>Whether the account administers the private marketplace of its tenant. What the caller's policies say is <see cref="ReadingRefused"/>.</summary>
    public bool AccountAdministers => Tenant is { } tenant && Caller.Actor.Administers(tenant.Marketplace.Organization);

    /// <summary>Why the caller's policies show nothing of the administration; null when they let read experiences. M-01: the account alone is not enough.</summary>
    public Problem? ReadingRefused => EntityQueries.Check(Caller, Tenant, Arns.Entity(Caller.Account, EntityType.Experience, "*"));

    /// <summary>The tenant, for its administration: refused with <paramref name="notYours"/> when the account does not administer, else for <see cref="ReadingRefused"/>.</summary>
    public Result<TenantView> Administered(Problem notYours) => !AccountAdministers ? notYours : ReadingRefused is { } refusal ? refusal : Tenant!;

    /// <summary>Whether the caller sees the administration of the private marketplace. What may be changed there is asked with each change.</summary>
    public bool Administers => AccountAdministers && ReadingRefused is null;
}
