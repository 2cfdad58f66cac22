using System.Text.Json.Nodes;
using Guildhall.App.Audit;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.People;

/// <summary>Audit records of signing in, of people and of their keys. security.md S-63.</summary>
internal static class PersonAudit
{
    /// <param name="tenant">In whose audit trail it shows: the one whose person it is; null for the installation alone.</param>
    public static AuditRow OfFailedSignIn(string email, string? tenant, Visit visit, DateTimeOffset now) =>
        Of("SignInFailed", new ActOrigin(email, "", AuditSources.Page, visit.RequestId, tenant), now, new JsonObject { ["email"] = email, ["sourceIPAddress"] = visit.Address });

    public static AuditRow OfSignIn(Person person, string account, string? tenant, string way, Visit visit, DateTimeOffset now) =>
        Of("SignIn", new ActOrigin(person.Email, account, AuditSources.Page, visit.RequestId, tenant), now, new JsonObject { ["email"] = person.Email, ["by"] = way, ["sourceIPAddress"] = visit.Address });

    /// <summary>Something done to a person or a key; <paramref name="parameters"/> never hold a secret.</summary>
    public static AuditRow Of(string name, ActOrigin origin, DateTimeOffset now, JsonObject parameters) => new()
    {
        TenantId = origin.Tenant,
        Time = now,
        RequestId = origin.RequestId,
        Account = origin.Account,
        Arn = origin.Who,
        Source = origin.Source,
        EventName = name,
        Record = new JsonObject
        {
            ["eventVersion"] = "1.08",
            ["eventTime"] = WireTime.Text(now),
            ["eventSource"] = "guildhall",
            ["eventName"] = name,
            ["userIdentity"] = new JsonObject { ["userName"] = origin.Who, ["accountId"] = origin.Account },
            ["requestParameters"] = parameters,
        }.ToJsonString(),
    };
}
