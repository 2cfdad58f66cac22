using System.Text;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Cli;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>Tests of the master key of a database that has secrets of every kind, with KMS beside it.</summary>
public abstract class MasterKeyHall(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected string FileOfKey => Path.Combine(Hall.Folder, "elsewhere", "master.key");

    /// <summary>A key of KMS, as the AWS CLI makes one.</summary>
    protected async Task<string> KmsKeyAsync() => (await KmsAsync("CreateKey", new { })).GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;

    /// <summary>A terminal beside the hall whose master key is where it is told, and that is somebody on AWS.</summary>
    internal Terminal Terminal(params (string Setting, string Value)[] key)
    {
        var terminal = Hall.Terminal();
        terminal.Environment.Remove("GUILDHALL_MASTER_KEY");
        terminal.Environment["AWS_ACCESS_KEY_ID"] = World.Aws.AccessKeyId;
        terminal.Environment["AWS_SECRET_ACCESS_KEY"] = World.Aws.SecretAccessKey;
        foreach (var (setting, value) in key) terminal.Environment[setting] = value;
        return terminal;
    }

    /// <summary>A terminal with the key that the hall began with.</summary>
    internal Terminal First() => Terminal(("GUILDHALL_MASTER_KEY", Hall.Guildhall.Options.MasterKey.ToBase64()));

    internal Terminal OfKms(string arn) => Terminal(("GUILDHALL_MASTER_KEY_KMS", arn));

    internal Terminal OfFile(string path) => Terminal(("GUILDHALL_MASTER_KEY_FILE", path));

    /// <summary>A secret in each column that has any, then the server ends: only commands go on.</summary>
    protected async Task FillAsync()
    {
        var guildhall = Hall.Guildhall;
        var link = (await guildhall.Links.FindAsync(World.Management, Cancellation))!;
        var second = Hall.MemberKey(World.Management);
        Assert.False((await guildhall.LinkEdits.RotateAsync(link.Id, second.AccessKeyId, new Secret(second.SecretAccessKey), null, ActOrigin.Operator("test"), Cancellation)).Refused);
        await guildhall.LinkDrafts.SaveAsync(new LinkForm { Account = "111122223333", Secret = new Secret("half filled") }, ActOrigin.Operator("test"), Cancellation);
        await Hall.AdministratorAsync();
        using var amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        await using var db = guildhall.Database.Open();
        var person = await db.People.SingleAsync(Cancellation);
        person.CodeKey = guildhall.Vault.Seal(new Secret("JBSWY3DPEHPK3PXP"), SecondFactors.PlaceOf(person.Id));
        var hook = guildhall.Vault.Seal(new Secret("whsec_half"), WebhookSecrets.PlaceOf("webhook-a"));
        db.Add(new WebhookRow { Id = "webhook-a", TenantId = World.OrganizationId, Name = "Receiver", Url = "https://receiver.example", Types = "", State = WebhookState.Paused, EncryptedSecret = hook, FormerEncryptedSecret = hook, CreatedBy = "test" });
        await db.SaveChangesAsync(Cancellation);
        await Hall.Host.StopAsync(Cancellation);
        Assert.All(SealedColumn.All, column => Assert.Contains(SealedTexts(), t => t.Table == column.Table && t.Column == column.Name));
    }

    /// <summary>Every text of the database that is in the form of a sealed secret, wherever it lies, with the version of its key.</summary>
    internal List<(string Table, string Column, string Version)> SealedTexts()
    {
        using var db = Hall.Guildhall.Database.Open();
        using var connection = Hall.Guildhall.Database.Connect();
        var found = new List<(string, string, string)>();
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var column in type.GetProperties().Where(p => p.ClrType == typeof(string)))
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"SELECT \"{column.GetColumnName()}\" FROM \"{type.GetTableName()}\" WHERE \"{column.GetColumnName()}\" IS NOT NULL";
                using var row = command.ExecuteReader();
                while (row.Read())
                {
                    if (Vault.VersionOf(row.GetString(0)) is { } version) found.Add((type.GetTableName()!, column.GetColumnName(), version.ToString()));
                }
            }
        }

        return found;
    }

    /// <summary>Something goes wrong with an operation of KMS from now on; nothing any more for null.</summary>
    protected async Task FaultAsync(string operation, string? code)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        (await http.DeleteAsync("/_simulation/faults", Cancellation)).EnsureSuccessStatusCode();
        if (code is not null) (await http.PostAsJsonAsync("/_simulation/faults", new { operation, kind = "fail", code }, Cancellation)).EnsureSuccessStatusCode();
    }

    private async Task<JsonElement> KmsAsync(string operation, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Hall.AwsUrl) { Content = new StringContent(JsonSerializer.Serialize(input), Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"TrentService.{operation}");
        using var http = HallCaller.Signed(World.Aws, "kms");
        using var response = await http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}
