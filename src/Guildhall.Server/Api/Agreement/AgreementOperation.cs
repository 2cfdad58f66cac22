using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Agreement;

/// <summary>What the operations of the Agreement API share. storefront-and-procurement.md B.1, B.3, G.2.</summary>
internal static partial class AgreementOperation
{
    public const int MostResults = 50;

    private const string Target = "AWSMPCommerceService_v20200301";

    public static OperationResult Nothing { get; } = OperationResult.Utf8("{}"u8.ToArray());

    /// <summary>An operation from its input to its output.</summary>
    public static Operation Of<T>(string name, JsonTypeInfo<T> type, Func<T, OperationCall, CancellationToken, Task<Result<OperationResult>>> handle, bool changesState = false) =>
        Operation.Json("aws-marketplace", Target, name, Handler(type, handle), changesState);

    public static Caller Caller(this OperationCall call) => (Caller)call.Principal;

    /// <summary>Null when the paging members of a list have the form that they must have.</summary>
    public static Problem? PagingRefused(int? maxResults, string? nextToken) =>
        maxResults is < 1 or > MostResults ? AgreementProblems.Invalid("INVALID_MAX_RESULTS", $"maxResults must be 1 to {MostResults}.", "maxResults")
        : nextToken is not null && (nextToken.Length > 8_192 || !TokenForm().IsMatch(nextToken)) ? AgreementProblems.Invalid("INVALID_NEXT_TOKEN", "nextToken does not have the form that it must have.", "nextToken")
        : null;

    /// <summary>Null when the catalog is the one there is, or is not named.</summary>
    public static Problem? CatalogRefused(string? catalog) => catalog is null or "AWSMarketplace" ? null : AgreementProblems.Invalid("INVALID_CATALOG", "catalog must be AWSMarketplace.", "catalog");

    /// <summary>Null when the type of agreements is the one there is, or is not named.</summary>
    public static Problem? TypeRefused(string? type) =>
        type is null or AgreementAnswers.Type ? null : AgreementProblems.Invalid("INVALID_AGREEMENT_TYPE", $"agreementType must be {AgreementAnswers.Type}.", "agreementType");

    /// <summary>The output for a value, or the refusal.</summary>
    public static Result<OperationResult> Answer<T>(this Result<T> result, Func<T, OperationResult> write) => result.Refused ? result.Problems : write(result.Value);

    private static OperationHandler Handler<T>(JsonTypeInfo<T> type, Func<T, OperationCall, CancellationToken, Task<Result<OperationResult>>> handle) => async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, type);
        if (read.Error is { } malformed) return malformed;
        var result = await handle(read.Value, call, cancellation);
        return result.Refused ? AgreementErrors.Of(result.Problems[0], call.RequestId) : result.Value;
    };

    [GeneratedRegex(@"\A[a-zA-Z0-9+/=_-]+\z")]
    private static partial Regex TokenForm();
}
