using Guildhall.App.Secrets;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Cli;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>The master key in a file, in the environment and with KMS, and its change from each to each. security.md S-13, S-14, S-17; vendor-integration.md 9.</summary>
public abstract class MasterKeyTests(PostgresDatabase? postgres) : MasterKeyHall(postgres)
{
    private const string Words = "The master key cannot be had from KMS key ";

    [Fact]
    public async Task S14_S17_The_master_key_goes_from_the_environment_to_KMS_to_another_of_its_keys_to_a_file_and_on_and_everything_opens()
    {
        await FillAsync();
        var (kms, other) = (await KmsKeyAsync(), await KmsKeyAsync());
        var before = Hall.Guildhall.Options.MasterKey;
        Terminal[] ways = [First(), OfKms(kms), OfKms(kms), OfKms(other), OfFile(FileOfKey), OfFile(FileOfKey)];
        string[][] changes = [["--kms-key", kms], [], ["--kms-key", other], ["--file", FileOfKey], []];

        for (var turn = 0; turn < changes.Length; turn++)
        {
            var rotated = await ways[turn].AnswerAsync(["master-key", "rotate", "--json", .. changes[turn]]);
            var version = rotated.GetProperty("version").GetString()!;
            Assert.NotEqual(version, rotated.GetProperty("former").GetString());
            Assert.All(SealedTexts(), text => Assert.Equal(version, text.Version));
            await OpensAsync(ways[turn + 1], version);
        }

        Assert.Equal(1, await First().RunAsync("organization", "list"));
        Assert.Contains("MasterKey", string.Join(' ', SealedTexts()), StringComparison.Ordinal);
        // What is derived stays: recovery codes on paper, ids in AWS's policies.
        var now = MasterKeyFit.Fit(Hall.Guildhall.Database, MasterKeyFile.Read(FileOfKey).Value).Value;
        Assert.NotEqual(before.Version, now.Version);
        Assert.Equal(before.Derive("recovery codes"), now.Derive("recovery codes"));
    }

    [Fact]
    public async Task S14_A_start_with_KMS_alone_makes_the_key_there_and_writes_none_down()
    {
        await Hall.Host.StopAsync(Cancellation);
        var kms = await KmsKeyAsync();
        var fresh = OfKms(kms);
        fresh.Environment["GUILDHALL_DATA"] = Path.Combine(Hall.Folder, "fresh");
        foreach (var setting in new[] { "GUILDHALL_DATABASE", "GUILDHALL_CONNECTION" }) fresh.Environment.Remove(setting);

        Assert.True(await fresh.RunAsync("key", "create", "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer") == 0, fresh.Error);
        var first = await fresh.AnswerAsync("master-key", "show", "--json");
        var second = await fresh.AnswerAsync("master-key", "show", "--json");

        Assert.Equal((first.GetProperty("version").GetString(), 1, $"KMS key {kms}"), (second.GetProperty("version").GetString(), second.GetProperty("secrets").GetInt32(), second.GetProperty("source").GetString()));
        using var http = new HttpClient();
        var calls = (await http.GetFromJsonAsync<Dictionary<string, long>>($"{Hall.AwsUrl}/_simulation/calls", Cancellation))!;
        Assert.Equal((1, 3), (calls["GenerateDataKey"], calls["Decrypt"]));
        Assert.Empty(Directory.GetFiles(fresh.Environment["GUILDHALL_DATA"], "*.key*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task S14_What_KMS_refuses_stops_the_start_with_a_sentence_and_what_helps()
    {
        await FillAsync();
        var kms = await KmsKeyAsync();
        await First().AnswerAsync("master-key", "rotate", "--json", "--kms-key", kms);
        foreach (var (code, words) in new[]
        {
            ("AccessDeniedException", $"AWS does not let this server use it. Allow kms:GenerateDataKey and kms:Decrypt on {kms}"),
            ("DisabledException", "the key is disabled. Enable it in the KMS console, then start again."),
            ("KMSInvalidStateException", "the key is not usable now (KMSInvalidStateException). Cancel its deletion or wait until KMS shows it as enabled"),
            ("NotFoundException", "KMS does not know this key. Correct master-key-kms"),
            ("IncorrectKeyException", "what is stored was not encrypted by this key"),
        })
        {
            await FaultAsync("Decrypt", code);
            await RefusesAsync(OfKms(kms), Words + kms + ": " + words, "serve", "--urls", "http://127.0.0.1:0");
        }

        await FaultAsync("Decrypt", null);
        var stranger = OfKms(kms);
        stranger.Environment["AWS_SECRET_ACCESS_KEY"] = new string('x', 40);
        await RefusesAsync(stranger, "The API secret doesn't belong to this key. Give this server an instance profile", "organization", "list");
        var cutOff = OfKms(kms);
        cutOff.Environment["GUILDHALL_AWS_ENDPOINT"] = "http://127.0.0.1:9";
        await RefusesAsync(cutOff, "AWS can't be reached at 127.0.0.1", "organization", "list");
        await RefusesAsync(OfKms(await KmsKeyAsync()), $"is kept by KMS key {kms}, and master-key-kms names", "organization", "list");
        await RefusesAsync(First(), $"set master-key-kms to {kms}", "organization", "list");
        await RefusesAsync(Terminal(("GUILDHALL_MASTER_KEY_KMS", kms), ("GUILDHALL_MASTER_KEY_FILE", FileOfKey)), "master-key-kms: the master key is named in another way too", "organization", "list");
        Assert.Equal(0, await OfKms(kms).RunAsync("organization", "list"));
    }

    [Fact]
    public async Task S14_A_database_whose_key_KMS_does_not_keep_is_not_taken_by_a_setting_alone()
    {
        await FillAsync();
        var kms = await KmsKeyAsync();
        Assert.Equal(0, await First().RunAsync("organization", "list"));
        await RefusesAsync(OfKms(kms), $"run 'guildhall master-key rotate --kms-key {kms}'", "organization", "list");
        await RefusesAsync(First(), "GUILDHALL_MASTER_KEY_NEXT", "master-key", "rotate");
        await RefusesAsync(First(), "not both", "master-key", "rotate", "--kms-key", kms, "--file", FileOfKey);
        var (next, terminal) = (MasterKey.Make(), First());
        terminal.Environment["GUILDHALL_MASTER_KEY_NEXT"] = next.ToBase64();
        Assert.Equal(next.Version.ToString(), (await terminal.AnswerAsync("master-key", "rotate", "--json")).GetProperty("version").GetString());
        await OpensAsync(Terminal(("GUILDHALL_MASTER_KEY", next.ToBase64())), next.Version.ToString());
    }

    [Fact]
    public async Task S14_A_key_of_KMS_that_was_named_by_an_alias_opens_by_its_own_name_too()
    {
        await FillAsync();
        var kms = await KmsKeyAsync();
        await First().AnswerAsync("master-key", "rotate", "--json", "--kms-key", kms);
        await using var db = Hall.Guildhall.Database.Open();
        await db.MasterKeys.ExecuteUpdateAsync(s => s.SetProperty(k => k.KmsKey, "arn:aws:kms:us-east-1:111122223333:alias/guildhall"), Cancellation);

        Assert.Equal(0, await OfKms(kms).RunAsync("organization", "list"));
        await RefusesAsync(OfKms(await KmsKeyAsync()), "is kept by KMS key arn:aws:kms:us-east-1:111122223333:alias/guildhall, and master-key-kms names", "organization", "list");
    }

    [Fact]
    public async Task F71_A_database_restored_without_the_file_that_its_key_was_changed_to_starts_with_KMS()
    {
        await FillAsync();
        await First().AnswerAsync("master-key", "rotate", "--json", "--file", FileOfKey);
        await using var db = Hall.Guildhall.Database.Open();
        await MasterKeyFit.ForgetAsync(db, Cancellation);
        await db.SaveChangesAsync(Cancellation);
        var terminal = OfKms(await KmsKeyAsync());

        var first = await terminal.AnswerAsync("master-key", "show", "--json");
        var second = await terminal.AnswerAsync("master-key", "show", "--json");

        Assert.NotEqual(MasterKeyFile.Read(FileOfKey).Value.Version.ToString(), first.GetProperty("version").GetString());
        Assert.Equal(first.GetProperty("version").GetString(), second.GetProperty("version").GetString());
        Assert.Equal((0, true), (second.GetProperty("secrets").GetInt32(), second.GetProperty("others").GetInt32() >= SealedColumn.All.Length));
    }

    /// <summary>Everything is sealed with one key, and what needs a secret works with it.</summary>
    private async Task OpensAsync(Terminal terminal, string version)
    {
        var shown = await terminal.AnswerAsync("master-key", "show", "--json");
        Assert.Equal((version, 0), (shown.GetProperty("version").GetString(), shown.GetProperty("others").GetInt32()));
        Assert.True(shown.GetProperty("secrets").GetInt32() >= SealedColumn.All.Length);
        Assert.True(await terminal.RunAsync("organization", "sync", World.OrganizationId) == 0, terminal.Error);
    }

    private static async Task RefusesAsync(Terminal terminal, string words, params string[] command)
    {
        Assert.Equal(1, await terminal.RunAsync(command));
        Assert.Contains(words, terminal.Line, StringComparison.Ordinal);
    }
}

public sealed class MasterKeyOnSqliteTests() : MasterKeyTests(null);

[Trait("Ring", "Postgres")]
public sealed class MasterKeyOnPostgresTests(PostgresServer server) : MasterKeyTests(new PostgresDatabase(server));
