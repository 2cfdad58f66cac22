using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>An order as the form has it.</summary>
public sealed record BulkForm
{
    private const int LongestFile = 1024 * 1024;

    public ProductAct Act { get; init; } = ProductAct.Add;

    public IReadOnlyList<string> Experiences { get; init; } = [];

    /// <summary>Ids that were pasted, ticked, or read from the file.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What products were searched by.</summary>
    public string Words { get; init; } = "";

    internal BulkWish Wish => new(Act, Experiences, Ids);

    internal static async Task<BulkForm> ReadAsync(PageCall call, CancellationToken cancellation)
    {
        var ticked = call.Texts("product");
        var unticked = call.Texts("shown").Except(ticked, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var text = string.Join('\n', [call.Text("ids"), .. ticked, await FileAsync(call, cancellation)]);
        return new BulkForm
        {
            Act = ProductAct.Find(call.Text("act")) is { } act && act != ProductAct.Unblock ? act : ProductAct.Add,
            Experiences = [.. call.Texts("experience").Distinct(StringComparer.Ordinal)],
            Ids = [.. BulkIds.Read(text).Where(id => !unticked.Contains(id))],
            Words = call.Text("words"),
        };
    }

    /// <summary>What is missing, in the form's words; everything else the use case says.</summary>
    internal ImmutableArray<Problem> Check()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Ids.Count == 0) problems.Add(Problem.Malformed("Name at least one product: paste ids, choose a file, or search and tick.", "ids"));
        if (Experiences.Count == 0) problems.Add(Problem.Malformed("Tick at least one experience.", "experience"));
        return problems.ToImmutable();
    }

    /// <summary>Refusals of the use case beside the fields of the form.</summary>
    internal static ImmutableArray<Problem> BesideFields(IEnumerable<Problem> problems) =>
    [
        .. problems.Select(p => p with
        {
            Member = p.Member switch
            {
                nameof(BulkWish.Products) => "ids",
                nameof(BulkWish.Experiences) => "experience",
                _ => p.Member,
            },
        }),
    ];

    private static async Task<string> FileAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Form.Files["file"] is not { Length: > 0 } file) return "";
        using var reader = new StreamReader(file.OpenReadStream());
        var text = new char[LongestFile];
        var read = await reader.ReadBlockAsync(text, cancellation);
        return new string(text, 0, read);
    }
}
