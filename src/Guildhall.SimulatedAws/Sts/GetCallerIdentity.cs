using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>Tells the caller who it is; nobody can be denied it (aws-operations.md A.3).</summary>
internal static class GetCallerIdentity
{
    public static readonly QueryOperation Operation = new("GetCallerIdentity", Handle) { AsksPolicies = false };

    private static OperationResult Handle(QueryCall call) => OperationResult.Xml(new XElement(
        "Result",
        new XElement("Arn", call.Caller.Arn),
        new XElement("UserId", call.Caller.UserId),
        new XElement("Account", call.Caller.AccountId)));
}
