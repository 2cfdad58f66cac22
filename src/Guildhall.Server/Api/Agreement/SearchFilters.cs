using System.Globalization;
using System.Text.RegularExpressions;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.Server.Api.Agreement;

/// <summary>The filters and the order of SearchAgreements. storefront-and-procurement.md B.7.</summary>
internal static partial class SearchFilters
{
    private const int Most = 10;

    private static readonly string[] Names = ["PartyType", "AgreementType", "Status", "ResourceIdentifier", "ResourceType", "OfferId", "OfferSetId", "AcceptorAccountId", "BeforeEndTime", "AfterEndTime"];

    /// <summary>A time without a fraction: a dot is outside the form of a value.</summary>
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    public static Result<AgreementFilter> Read(SearchAgreementsInput input)
    {
        if (input.Sort?.SortBy is not (null or "EndTime")) return AgreementProblems.Invalid("INVALID_SORT_BY", "sortBy must be EndTime.", "sort.sortBy");
        if (input.Sort?.SortOrder is not (null or "ASCENDING" or "DESCENDING")) return AgreementProblems.Invalid("INVALID_SORT_ORDER", "sortOrder must be ASCENDING or DESCENDING.", "sort.sortOrder");
        var filter = new AgreementFilter { Ascending = input.Sort?.SortOrder == "ASCENDING" };
        if (input.Filters is not { } filters) return filter;
        if (filters.Count is < 1 or > Most) return AgreementProblems.Invalid("INVALID_FILTERS", $"filters must have 1 to {Most} items.", "filters");
        foreach (var (place, one) in filters.Index())
        {
            if (Refused(one, $"filters[{place}]") is { } refused) return refused;
            var read = With(filter, one!.Name!, one.Values![0]!);
            if (read is null) return AgreementProblems.Invalid("INVALID_FILTER_VALUES", $"{one.Values[0]} is no value of the filter {one.Name}.", $"filters[{place}].values");
            filter = read;
        }

        return Together(filter, [.. filters.Select(f => f!.Name!)]);
    }

    private static Result<AgreementFilter> Together(AgreementFilter filter, IReadOnlyList<string> names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count) return AgreementProblems.Invalid("INVALID_FILTERS", "filters names one twice.", "filters");
        if (!names.Contains("PartyType")) return AgreementProblems.Invalid("MISSING_PARTY_TYPE", "filters must have a PartyType.", "filters");
        return filter is { Scope: AgreementScope.Acceptor, Acceptor: not null } ? filter with { Scope = AgreementScope.Organization } : filter;
    }

    private static Problem? Refused(SearchFilterInput? filter, string member) => filter switch
    {
        { Name: null } or null => AgreementProblems.Invalid("MISSING_FILTER_NAME", $"{member} needs a name.", $"{member}.name"),
        _ when !Names.Contains(filter.Name) => AgreementProblems.Invalid("INVALID_FILTER_NAME", $"The filters are {string.Join(", ", Names)}.", $"{member}.name"),
        { Values: null or { Count: 0 } } => AgreementProblems.Invalid("MISSING_FILTER_VALUES", $"{member} needs a value.", $"{member}.values"),
        { Values: not [{ Length: >= 1 and <= 64 }] } => AgreementProblems.Invalid("INVALID_FILTER_VALUES", $"{member} must have exactly one value of 1 to 64 characters.", $"{member}.values"),
        _ when !ValueForm().IsMatch(filter.Values[0]!) => AgreementProblems.Invalid("INVALID_FILTER_VALUES", "A value has letters, digits and +:_- only; times are without a fraction.", $"{member}.values"),
        _ => null,
    };

    /// <summary>Null when it is no value of that filter.</summary>
    private static AgreementFilter? With(AgreementFilter filter, string name, string value) => name switch
    {
        "PartyType" => value switch
        {
            "Acceptor" => filter with { Scope = AgreementScope.Acceptor },
            "Proposer" => filter with { Scope = AgreementScope.Proposer },
            _ => null,
        },
        "AgreementType" => value == AgreementAnswers.Type ? filter : null,
        "Status" => AgreementWords.Find<AgreementStatus>(value) is { } status ? filter with { Status = status } : null,
        "ResourceIdentifier" => filter with { Product = value },
        "ResourceType" => filter with { ProductType = value },
        "OfferId" => filter with { Offer = value },
        "OfferSetId" => filter with { OfferSet = value },
        "AcceptorAccountId" => value.Length == 12 && value.All(char.IsAsciiDigit) ? filter with { Acceptor = value } : null,
        "BeforeEndTime" => Time(value) is { } before ? filter with { EndsBefore = before } : null,
        _ => Time(value) is { } after ? filter with { EndsAfter = after } : null,
    };

    private static DateTimeOffset? Time(string value) =>
        DateTimeOffset.TryParseExact(value, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    [GeneratedRegex(@"\A[A-Za-z0-9+:_-]+\z")]
    private static partial Regex ValueForm();
}
