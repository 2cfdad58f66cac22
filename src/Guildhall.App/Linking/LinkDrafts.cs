using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>A form that was left before it was sent, as it is listed.</summary>
public sealed record LinkDraft(string Id, string? Account, string? Name, string UpdatedBy, DateTimeOffset UpdatedAt);

/// <summary>Forms of new links that were left half filled: kept, listed, taken up again by whoever manages links. M-30; the secret is sealed.</summary>
public sealed class LinkDrafts(Database database, Writer writer, Vault vault, IdSource ids)
{
    /// <summary>For whoever names a draft that is not there.</summary>
    public static Problem NoSuch { get; } = Problem.NotFound("There is no such draft.");

    /// <summary>Stores the form as it is: under <see cref="LinkForm.DraftId"/>, or anew. An empty secret keeps the stored one. Answers the draft's id.</summary>
    public Task<string> SaveAsync(LinkForm form, ActOrigin origin, CancellationToken cancellation)
    {
        var fresh = ids.Named("draft-");
        return writer.WriteAsync(
            scope =>
            {
                var known = form.DraftId is { } id ? scope.Db.LinkDrafts.Find(id) : null;
                var target = known?.Id ?? fresh;
                // A way without a key keeps no secret either.
                var keyed = form.Credentials is CredentialKind.Key or CredentialKind.KeyedRole;
                var secret = !keyed ? null : form.Secret is { } given && given.Reveal().Trim().Length > 0 ? vault.Seal(new Secret(given.Reveal().Trim()), PlaceOf(target)) : known?.EncryptedSecret;
                scope.Stage(db =>
                {
                    var row = known ?? db.Add(new LinkDraftRow { Id = target, Fields = "{}", UpdatedBy = origin.Who }).Entity;
                    (row.Fields, row.EncryptedSecret, row.UpdatedBy, row.UpdatedAt) = (Write(form), secret, origin.Who, scope.Now);
                });
                LinkAudit.Stage(scope, "SaveOrganizationDraft", origin, null, new JsonObject { ["draftId"] = target, ["accountId"] = form.Account });
                return target;
            },
            cancellation);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<LinkDraft>> ListAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.LinkDrafts.AsNoTracking().OrderByDescending(d => d.UpdatedAt).ToListAsync(cancellation);
        return [.. rows.Select(row => (row, form: Read(row.Fields))).Select(d => new LinkDraft(d.row.Id, d.form.Account, d.form.Name, d.row.UpdatedBy, d.row.UpdatedAt))];
    }

    /// <summary>The form as it was left, with its secret, for the use cases; null when there is no such draft.</summary>
    public async Task<LinkForm?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.LinkDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancellation) is not { } row) return null;
        return Read(row.Fields) with { DraftId = id, Secret = row.EncryptedSecret is { } sealedText ? vault.Open(sealedText, PlaceOf(id)) : null };
    }

    /// <summary>Refused: there is none.</summary>
    public Task<Result<string>> DeleteAsync(string id, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<string>>(
        scope =>
        {
            if (scope.Db.LinkDrafts.Find(id) is not { } row) return NoSuch;
            scope.Stage(db => db.Remove(row));
            LinkAudit.Stage(scope, "DeleteOrganizationDraft", origin, null, new JsonObject { ["draftId"] = id });
            return id;
        },
        cancellation);

    internal static SecretPlace PlaceOf(string id) => new("", id, "SecretAccessKey");

    private static string Write(LinkForm form) => JsonSerializer.Serialize(
        new Fields(form.Account, form.Region, form.AccessKeyId, form.EmailPattern, form.Default, form.Name, form.Mode, form.Integrate, StoredSettings.Write(form.Settings), form.Credentials, form.RoleArn), DraftJson.Default.Fields);

    private static LinkForm Read(string json) => JsonSerializer.Deserialize(json, DraftJson.Default.Fields) is not { } fields ? new LinkForm() : new LinkForm
    {
        Account = fields.Account,
        Region = fields.Region,
        Credentials = fields.Credentials,
        RoleArn = fields.RoleArn,
        AccessKeyId = fields.AccessKeyId,
        EmailPattern = fields.EmailPattern,
        Default = fields.Default,
        Name = fields.Name,
        Mode = fields.Mode,
        Integrate = fields.Integrate,
        Settings = StoredSettings.Read(fields.Settings),
    };

    internal sealed record Fields(
        string? Account, string? Region, string? AccessKeyId, string? EmailPattern, bool? Default, string? Name, LinkMode Mode, bool? Integrate, string? Settings, CredentialKind Credentials, string? RoleArn);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LinkDrafts.Fields))]
internal sealed partial class DraftJson : JsonSerializerContext;
