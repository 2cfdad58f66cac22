using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api;

/// <summary>Has refusals kept in the audit, at the doors that make them. security.md S-63.</summary>
internal static class RefusalAudit
{
    /// <summary>The operation, with each AccessDeniedException it answers audited.</summary>
    public static Operation Audited(this Operation operation, RefusedCalls refused) => operation with
    {
        Handler = async (call, cancellation) =>
        {
            var result = await operation.Handler(call, cancellation);
            if (result is ErrorResult { Refusal: { Code: "AccessDeniedException" } denied })
                await refused.RecordAsync(new RefusedCall((Caller)call.Principal, AuditSources.AwsApi, operation.Name, call.RequestId, call.RemoteAddress, denied.Code, denied.Message));
            return result;
        },
    };

    /// <summary>
    /// A signature that names one of our keys and is not its own. Keys that nobody has are anybody's guesses: keeping them would let strangers fill the
    /// database.
    /// </summary>
    public static async ValueTask RecordAsync(Installation guildhall, FailedAuthentication failed)
    {
        if (failed.AccessKeyId is { } id && guildhall.Keys.Find(id) is { Principal: Caller caller })
            await guildhall.RefusedCalls.RecordAsync(new RefusedCall(caller, AuditSources.AwsApi, failed.Operation ?? failed.Service, failed.RequestId, failed.RemoteAddress, failed.Failure.ToString(), "The request was not authenticated."));
    }
}
