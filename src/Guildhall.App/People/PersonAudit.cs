using System.Text.Json.Nodes;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.People;

/// <summary>Audit records of signing in and of people. security.md S-63.</summary>
internal static class PersonAudit
{
    public static AuditRow OfFailedSignIn(string email, string requestId, string address, DateTimeOffset now) =>
        Of("SignInFailed", email, "", requestId, now, new JsonObject { ["email"] = email, ["sourceIPAddress"] = address });

    public static AuditRow OfSignIn(Person person, string account, string requestId, string address, DateTimeOffset now) =>
        Of("SignIn", person.Email, account, requestId, now, new JsonObject { ["email"] = person.Email, ["sourceIPAddress"] = address });

    private static AuditRow Of(string name, string who, string account, string requestId, DateTimeOffset now, JsonObject parameters) => new()
    {
        Time = now,
        RequestId = requestId,
        Account = account,
        Arn = who,
        Source = "page",
        EventName = name,
        Record = new JsonObject
        {
            ["eventVersion"] = "1.08",
            ["eventTime"] = WireTime.Text(now),
            ["eventSource"] = "guildhall",
            ["eventName"] = name,
            ["userIdentity"] = new JsonObject { ["userName"] = who, ["accountId"] = account },
            ["requestParameters"] = parameters,
        }.ToJsonString(),
    };
}
