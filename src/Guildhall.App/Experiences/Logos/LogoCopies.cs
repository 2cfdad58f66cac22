using System.Security.Cryptography;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Experiences.Logos;

/// <summary>Copies the logos a change set names, once, before it runs; afterwards the source does not matter. private-marketplace.md 3.3, security.md S-54, S-55.</summary>
public sealed class LogoCopies(Database database, HttpMessageHandler wayOut, TimeProvider clock)
{
    private const int MostRedirects = 3;
    private static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(5), LogoImage.SizeLimit);

    /// <summary>What became of each logo that the changes name: our own address of the copy, <c>INVALID_URL</c> or <c>INVALID_IMAGE</c>.</summary>
    public async Task<IReadOnlyDictionary<string, LogoCopy>> CopyAsync(IEnumerable<Change> changes, CancellationToken cancellation)
    {
        var copies = new Dictionary<string, LogoCopy>(StringComparer.Ordinal);
        foreach (var url in changes.Select(BrandingLogo.NamedBy).OfType<string>().Distinct(StringComparer.Ordinal))
            copies.Add(url, await CopyAsync(url, cancellation));
        return copies;
    }

    /// <summary>A stored logo by its file name (<c>HASH.png</c>); null when there is none.</summary>
    public async Task<LogoImage?> FindAsync(string file, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var row = await db.Logos.AsNoTracking().FirstOrDefaultAsync(l => l.File == file, cancellation);
        return row is null ? null : new LogoImage(Path.GetExtension(row.File).TrimStart('.'), row.Bytes);
    }

    /// <summary>Keeps an uploaded logo; answers the address of the copy. Refused: <c>INVALID_IMAGE</c>.</summary>
    public async Task<Result<string>> TakeAsync(ReadOnlyMemory<byte> upload, CancellationToken cancellation)
    {
        var image = LogoImage.Read(upload);
        return image.Refused ? image.Problems : await StoreAsync(image.Value, cancellation);
    }

    private async Task<LogoCopy> CopyAsync(string url, CancellationToken cancellation)
    {
        if (url.StartsWith(PathPrefix, StringComparison.Ordinal))
            return await FindAsync(url[PathPrefix.Length..], cancellation) is null ? new LogoCopy(null, InvalidUrl("There is no such copy of a logo.")) : new LogoCopy(url, null);
        var fetched = await FetchAsync(url, cancellation);
        if (fetched.Refused) return new LogoCopy(null, fetched.Problems[0]);
        var image = LogoImage.Read(fetched.Value);
        return image.Refused ? new LogoCopy(null, image.Problems[0]) : new LogoCopy(await StoreAsync(image.Value, cancellation), null);
    }

    /// <summary>Where copies are served.</summary>
    public const string PathPrefix = "/media/";

    /// <summary>Follows up to three redirects by itself: each target passes the guard like the first.</summary>
    private async Task<Result<ReadOnlyMemory<byte>>> FetchAsync(string url, CancellationToken cancellation)
    {
        using var client = new OutboundClient(wayOut, clock);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target)) return InvalidUrl("The logo's address is not complete.");
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            switch (await client.SendAsync(request, Limits, cancellation))
            {
                case OutboundAnswer.Failed { Failure: OutboundFailure.TooLarge }: return LogoImage.Invalid($"The logo has more than {LogoImage.SizeLimit / 1_000} KB.");
                case OutboundAnswer.Failed failed: return InvalidUrl(failed.Reason);
                case OutboundAnswer.Answered { Status: 200 } answer: return answer.Body;
                case OutboundAnswer.Answered { Status: 301 or 302 or 303 or 307 or 308, Headers.Location: { } next }: target = new Uri(target, next); break;
                case OutboundAnswer.Answered answer: return InvalidUrl($"The logo's address answers {answer.Status}.");
            }
        }

        return InvalidUrl($"The logo's address redirects more than {MostRedirects} times.");
    }

    private async Task<string> StoreAsync(LogoImage image, CancellationToken cancellation)
    {
        var file = $"{Convert.ToHexStringLower(SHA256.HashData(image.Bytes))}.{image.Extension}";
        await using var db = database.Open();
        if (!await db.Logos.AnyAsync(l => l.File == file, cancellation))
        {
            db.Logos.Add(new LogoRow { File = file, Bytes = image.Bytes });
            await db.SaveChangesAsync(cancellation);
        }

        return PathPrefix + file;
    }

    private static Problem InvalidUrl(string reason) => Problem.Conflict("INVALID_URL", reason);
}
