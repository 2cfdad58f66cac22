using System.CommandLine;
using System.Text.Json;
using Guildhall.App.Vending.Products;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall product show|edit|publish|withdraw</c>: the product <i>AWS account</i>. vendor-integration.md 11.</summary>
internal static class ProductCommands
{
    private static readonly Argument<string> File = new("FILE") { Description = "JSON with the members to change, as the own API takes it; - for standard input" };
    private static readonly Option<long?> Version = new("--version-seen") { Description = "Refuse when it is not of this version any more, as show gives it", HelpName = "N" };

    public static Command Show() => new("show", "The product as it is now");

    public static Command Edit() => new("edit", "Change the product; what the file leaves out stays") { File, Version };

    public static Command Publish() => new("publish", "Offer the product to buyers");

    public static Command Withdraw() => new("withdraw", "Make the product a draft, which buyers do not see");

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall => Shown(call, await guildhall.AccountProducts.ReadAsync(cancellation)), cancellation);

    public static async Task<int> EditAsync(Call call, CancellationToken cancellation)
    {
        var file = call.Given.GetValue(File)!;
        if (file != "-" && !System.IO.File.Exists(file)) return call.Refused([Problem.NotFound($"There is no file '{file}'.")]);
        var text = file == "-" ? await call.Streams.In.ReadToEndAsync(cancellation) : await System.IO.File.ReadAllTextAsync(file, cancellation);
        try
        {
            var change = JsonElement.Parse(text);
            return await ChangeAsync(call, now => ProductDocument.Merge(now, change), call.Given.GetValue(Version), cancellation);
        }
        catch (JsonException)
        {
            return call.Refused([Problem.Malformed("The file is not JSON.")]);
        }
    }

    public static Task<int> PublishAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, now => now with { Published = true }, version: null, cancellation);

    public static Task<int> WithdrawAsync(Call call, CancellationToken cancellation) => ChangeAsync(call, now => now with { Published = false }, version: null, cancellation);

    private static Task<int> ChangeAsync(Call call, Func<AccountProduct, Result<AccountProduct>> change, long? version, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var changed = await guildhall.AccountProducts.ChangeAsync(OrderCommands.ReachOf(guildhall), change, version, cancellation);
        return changed.Refused ? call.Refused(changed.Problems) : Shown(call, changed.Value);
    }, cancellation);

    private static int Shown(Call call, OfferedProduct offered)
    {
        var document = ProductEndpoints.Document(offered, whole: true);
        document["version"] = offered.Version;
        return call.Done(json => document.WriteTo(json));
    }
}
