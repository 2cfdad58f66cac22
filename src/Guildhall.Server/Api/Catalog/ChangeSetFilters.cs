using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The filters and orders of ListChangeSets by name. private-marketplace.md 2.3.</summary>
internal static class ChangeSetFilters
{
    private static readonly string[] Statuses = [.. Enum.GetNames<ChangeSetStatus>().Select(s => s.ToUpperInvariant())];

    /// <summary>The filters with limits already checked; refused when a name or a value is unknown.</summary>
    public static Result<ChangeSetFilter> Read(IReadOnlyList<FilterRequest?> filters, SortRequest? sort)
    {
        ImmutableArray<Problem> problems = [.. filters.SelectMany(f => Check(f!.Name!, f.ValueList!)), .. CheckSort(sort)];
        return problems.IsEmpty
            ? filters.Aggregate(new ChangeSetFilter { ByEndTime = sort?.SortBy == "EndTime", Ascending = sort?.Ascending ?? false }, (all, f) => With(all, f!.Name!, f.ValueList!))
            : problems;
    }

    /// <summary>Of several bounds the widest counts, because the values of a filter are alternatives. Times are shown in whole seconds, so that is how they are compared.</summary>
    private static ChangeSetFilter With(ChangeSetFilter all, string name, IReadOnlyList<string?> values) => name switch
    {
        "ChangeSetName" => all with { Names = values! },
        "Status" => all with { Statuses = [.. values.Select(v => (ChangeSetStatus)Array.IndexOf(Statuses, v))] },
        "EntityId" => all with { EntityIds = values! },
        "BeforeStartTime" => all with { BeforeStart = Times(values).Max() },
        "AfterStartTime" => all with { AfterStart = EndOf(Times(values).Min()) },
        "BeforeEndTime" => all with { BeforeEnd = Times(values).Max() },
        "AfterEndTime" => all with { AfterEnd = EndOf(Times(values).Min()) },
        "Scope" => all with { SharedWithMe = true },
        _ => throw new InvalidOperationException($"{name} was not checked."),
    };

    private static IEnumerable<Problem> Check(string name, IReadOnlyList<string?> values) => name switch
    {
        "ChangeSetName" or "EntityId" => [],
        "Status" => values.All(Statuses.Contains) ? [] : [Problem.Malformed($"A Status is one of {string.Join(", ", Statuses)}.", "FilterList")],
        "BeforeStartTime" or "AfterStartTime" or "BeforeEndTime" or "AfterEndTime" => values.All(v => WireTime.Parse(v!) is not null)
            ? []
            : [Problem.Malformed($"{name} must be a time such as 2026-05-04T09:00:00Z.", "FilterList")],
        "Scope" => values is ["SharedWithMe"] ? [] : [Problem.Malformed("Scope must be SharedWithMe.", "FilterList")],
        _ => [Problem.Malformed("The filters of change sets are ChangeSetName, Status, EntityId, BeforeStartTime, AfterStartTime, BeforeEndTime, AfterEndTime and Scope.", "FilterList")],
    };

    private static IEnumerable<Problem> CheckSort(SortRequest? sort) => sort?.SortBy is null or "StartTime" or "EndTime"
        ? []
        : [Problem.Malformed("SortBy must be StartTime or EndTime.", "Sort.SortBy")];

    private static IEnumerable<DateTimeOffset> Times(IReadOnlyList<string?> values) => values.Select(v => WireTime.Parse(v!)!.Value);

    private static DateTimeOffset EndOf(DateTimeOffset second) => second.AddTicks(TimeSpan.TicksPerSecond - 1);
}
