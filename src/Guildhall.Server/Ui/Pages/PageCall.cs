using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.People;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A request for a page by somebody who is signed in and may see it.</summary>
public sealed record PageCall(HttpContext Context, Session Session, Caller Caller, TenantView? Tenant)
{
    public Person Person => Session.Person;

    public IQueryCollection Query => Context.Request.Query;

    /// <summary>The posted form; empty on a GET.</summary>
    public IFormCollection Form { get; init; } = FormCollection.Empty;

    public string RequestId => Context.TraceIdentifier;

    public string Route(string name) => (string)Context.Request.RouteValues[name]!;

    /// <summary>The text of a form field, trimmed; empty when it was not sent.</summary>
    public string Text(string field) => Form[field].ToString().Trim();

    /// <summary>Every value of a form field: the ticked boxes of a table.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. Form[field].OfType<string>()];

    /// <summary>Whether the caller administers the private marketplace of the tenant.</summary>
    public bool Administers => Tenant is { } tenant && Caller.Actor.Administers(tenant.Marketplace.Organization);
}
