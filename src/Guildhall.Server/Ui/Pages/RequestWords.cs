using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Requests and their refusals in a page's words.</summary>
internal static partial class RequestWords
{
    /// <summary>The titles of a request's products, with commas between.</summary>
    public static string Titles(ProductRequest request) => string.Join(", ", request.Products.Select(p => p.Title));

    /// <summary>A state as the address has it; null for anything else, which means every state.</summary>
    public static RequestStatus? StatusOf(string text) => ListQuery.Named<RequestStatus>(text);

    /// <summary>What a list's address asks for: words, order and place; a cursor is a request's id, with a hyphen before it on the way back.</summary>
    public static RequestFilter FilterOf(ListQuery query) => new()
    {
        Words = query.Text,
        Order = ListQuery.Named<RequestOrder>(query.Sort) ?? RequestOrder.Asked,
        Ascending = !query.Down,
        After = query.Cursor is { Length: > 0 } on && on[0] != '-' ? new EntityId(on) : null,
        Before = query.Cursor is ['-', .. var back] ? new EntityId(back) : null,
        Take = ListQuery.PageSize,
    };

    public static string? NextOf(RequestPage page) => page.Next?.Value;

    public static string? PreviousOf(RequestPage page) => page.Previous is { } first ? "-" + first.Value : null;

    /// <summary>Refusals of a form's only change: its fields by the form's names, products by their titles, as far as the reader may see them.</summary>
    public static ImmutableArray<Problem> Of(IEnumerable<Problem> problems, ProductCatalogue catalogue, AccountId reader) =>
        [.. PageProblems.Of(problems).Select(p => p with { Message = ProductIds().Replace(p.Message, m => catalogue.FindFor(reader, new ProductId(m.Value))?.Title ?? m.Value), Member = FieldOf(p.Member) })];

    private static string? FieldOf(string? member) => member switch
    {
        "Reason" => "reason",
        "PurchaseOrderNumber" => "order",
        "ApproverNote" => "note",
        _ => null,
    };

    [GeneratedRegex(@"prod-[\w-]+")]
    private static partial Regex ProductIds();
}
