using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>
/// What sellers ask buyers for, and the answers to it. No seller acts in Guildhall, so lists are empty and there is none to be read or answered; what is asked is checked all the same.
/// storefront-and-procurement.md B.2.
/// </summary>
internal static class SellerRequests
{
    public static IEnumerable<Operation> Operations(Installation guildhall) => new[] { SellerRequestKind.Cancellation, SellerRequestKind.Payment }.SelectMany(kind => new[]
    {
        List(kind),
        One(guildhall, kind, "Get"),
        One(guildhall, kind, "Accept", changes: true),
        One(guildhall, kind, "Reject", changes: true),
    });

    private static Operation List(SellerRequestKind kind)
    {
        var name = $"List{kind.Name}s";
        return AgreementOperation.Of(name, SellerRequestInputJson.Default.SellerRequestInput, (input, call, _) =>
            Task.FromResult((AgreementRights.Refused(call.Caller(), name) ?? kind.ListRefused(input)) is { } refused ? refused : Result(Nothing)));
    }

    private static Operation One(Installation guildhall, SellerRequestKind kind, string verb, bool changes = false)
    {
        var name = verb + kind.Name;
        return AgreementOperation.Of(
            name,
            SellerRequestInputJson.Default.SellerRequestInput,
            async (input, call, cancellation) =>
            {
                if ((AgreementRights.Refused(call.Caller(), name) ?? kind.OneRefused(input, rejects: verb == "Reject")) is { } refused) return refused;
                var agreement = await guildhall.AgreementQueries.FindAsync(call.Caller(), name, input.AgreementId, cancellation);
                return agreement.Refused ? agreement.Problems : AgreementProblems.NotFound(kind.ResourceType, kind.IdOf(input)!);
            },
            changes);
    }

    private static OperationResult Nothing { get; } = OperationResult.Utf8("""{"items":[]}"""u8.ToArray());

    private static Result<OperationResult> Result(OperationResult result) => result;
}
