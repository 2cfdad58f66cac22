using System.Net;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Audit;

/// <summary>A call that was refused for who made it.</summary>
/// <param name="Operation">AWS's name of the operation, the action of Guildhall's own API, or a page's method and route.</param>
/// <param name="Source">Through which door: one of <see cref="AuditSources"/>.</param>
/// <param name="Code">The error's code as the caller saw it.</param>
public sealed record RefusedCall(Caller Caller, string Source, string Operation, string RequestId, IPAddress? From, string Code, string Message);

/// <summary>Keeps what authentication and authorization refused. security.md S-63.</summary>
public sealed class RefusedCalls(Writer writer, Marketplaces marketplaces, TimeProvider clock, ILogger<RefusedCalls> log)
{
    /// <summary>How long a refusal waits for its record: in an outage the answer must not wait with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Answers when it is stored, or after a moment. A database that is away costs the record, which then stands in the log, and never opens the refused
    /// door.
    /// </summary>
    public async Task RecordAsync(RefusedCall call) =>
        await StoreAsync(call).WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task StoreAsync(RefusedCall call)
    {
        try
        {
            await writer.WriteAsync(
                scope =>
                {
                    scope.Add(Row(call, scope.Now));
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody may be waiting for any more.
            log.LogWarning(exception, "{Operation} {RequestId} of {Arn} was refused with {Code} and could not be audited", call.Operation, call.RequestId, call.Caller.Arn, call.Code);
        }
    }

    private AuditRow Row(RefusedCall call, DateTimeOffset now)
    {
        var record = AuditRecords.Envelope(call.Operation, call.Caller.Arn, call.Caller.Account.Value, now, []);
        record["sourceIPAddress"] = call.From?.ToString();
        record["errorCode"] = call.Code;
        record["errorMessage"] = call.Message;
        record["userIdentity"]!["accessKeyId"] = call.Caller.AccessKeyId;
        return new AuditRow
        {
            TenantId = marketplaces.FindTenantOf(call.Caller.Account)?.State.Tenant.Value,
            Time = now,
            RequestId = call.RequestId,
            Account = call.Caller.Account.Value,
            Arn = call.Caller.Arn,
            Source = call.Source,
            EventName = call.Operation,
            Record = record.ToJsonString(),
        };
    }
}
