using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>An order as the form has it.</summary>
public sealed record BulkForm
{
    private const int MostExperiences = 20;
    private const int LongestFile = 1024 * 1024;

    public ProductAct Act { get; init; } = ProductAct.Add;

    public IReadOnlyList<string> Experiences { get; init; } = [];

    /// <summary>Ids that were pasted, ticked, or read from the file.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What products were searched by.</summary>
    public string Words { get; init; } = "";

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

    /// <summary>One problem beside each field that needs another value.</summary>
    internal ImmutableArray<Problem> Check()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Ids.Count == 0) problems.Add(Problem.Malformed("Name at least one product: paste ids, choose a file, or search and tick.", "ids"));
        if (Ids.Count > BulkIds.Most) problems.Add(Problem.Malformed($"At most {BulkIds.Most:N0} products at one time; these are {Ids.Count:N0}. Split them.", "ids"));
        if (Experiences.Count == 0) problems.Add(Problem.Malformed("Tick at least one experience.", "experience"));
        if (Experiences.Count > MostExperiences) problems.Add(Problem.Malformed($"At most {MostExperiences} experiences at one time.", "experience"));
        return problems.ToImmutable();
    }

    private static async Task<string> FileAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Form.Files["file"] is not { Length: > 0 } file) return "";
        using var reader = new StreamReader(file.OpenReadStream());
        var text = new char[LongestFile];
        var read = await reader.ReadBlockAsync(text, cancellation);
        return new string(text, 0, read);
    }
}
