using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Guildhall.App.Access;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Sts;

/// <summary>
/// <c>Action=GetCallerIdentity</c> of STS, everybody's first command: who a Guildhall key belongs to. Nobody can be denied it (decisions.md 22).
/// </summary>
internal static class GetCallerIdentity
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static Operation Operation { get; } = Wire.Dispatch.Operation.Query("sts", "2011-06-15", "GetCallerIdentity", (call, _) => ValueTask.FromResult(Handle((Caller)call.Principal)));

    private static OperationResult Handle(Caller caller) => OperationResult.Xml(new XElement(
        "Result",
        new XElement("Arn", caller.Arn),
        new XElement("UserId", UserId(caller.Arn)),
        new XElement("Account", caller.Account.Value)));

    /// <summary>Guildhall's users have no unique ids: one of AWS's form is made from the ARN.</summary>
    private static string UserId(string arn) =>
        "AIDA" + string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(arn)).Take(17).Select(b => Base32[b % Base32.Length]));
}
