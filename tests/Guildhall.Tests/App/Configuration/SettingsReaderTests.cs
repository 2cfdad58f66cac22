using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Tests.House;

namespace Guildhall.Tests.App.Configuration;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly DataFolder _folder = DataFolder.At(Directory.CreateTempSubdirectory("guildhall-").FullName);
    private readonly Dictionary<string, string> _environment = new() { ["PATH"] = "/bin", ["GUILDHALL_DATA"] = "x", ["GUILDHALL_TEST_DATA"] = "y" };
    private readonly Dictionary<string, string> _arguments = [];

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    [Fact]
    public void Without_any_the_defaults_hold()
    {
        var settings = Read().Value;

        Assert.Equal("http://127.0.0.1:8080", Assert.Single(settings.Urls));
        Assert.Equal(DatabaseKind.Sqlite, settings.Database);
        Assert.Equal(TimeSpan.Zero, settings.ChangeSetDelay);
        Assert.Equal(90, settings.RetentionDays);
    }

    [Fact]
    public void Arguments_go_before_variables_and_variables_before_the_file()
    {
        Write("""{ "changeset-delay": "1s", "clock-skew": "1m", "tree-age": "2h", "retention-days": 30, "catalog": { "unknownProducts": "accept" } }""");
        _environment["GUILDHALL_CHANGESET_DELAY"] = "5s";
        _environment["GUILDHALL_CLOCK_SKEW"] = "2m";
        _arguments["clock-skew"] = "3m";

        var settings = Read().Value;

        Assert.Equal(TimeSpan.FromHours(2), settings.TreeAge);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.ChangeSetDelay);
        Assert.Equal(TimeSpan.FromMinutes(3), settings.ClockSkew);
        Assert.Equal(30, settings.RetentionDays);
        Assert.Equal(UnknownProducts.Accept, settings.UnknownProducts);
    }

    [Theory]
    [InlineData("GUILDHALL_URLS", "http://127.0.0.1:1;https://[::1]:2")]
    [InlineData("GUILDHALL_URLS", "http://*:80;http://+:81")]
    [InlineData("GUILDHALL_DATABASE", "sqlite")]
    [InlineData("GUILDHALL_CONNECTION", "Host=x")]
    [InlineData("GUILDHALL_AWS_ENDPOINT", "http://127.0.0.1:8081")]
    [InlineData("GUILDHALL_DNS_SERVER", "10.0.0.2")]
    [InlineData("GUILDHALL_DNS_SERVER", "[fd00::53]:5353")]
    [InlineData("GUILDHALL_KEY_DAYS", "0")]
    [InlineData("GUILDHALL_CHANGESET_DELAY", "500ms")]
    [InlineData("GUILDHALL_CATALOG_UNKNOWN_PRODUCTS", "accept")]
    [InlineData("GUILDHALL_TREE_AGE", "1h")]
    [InlineData("GUILDHALL_THROTTLE", "aws")]
    [InlineData("GUILDHALL_SYNC_INTERVAL", "2s")]
    [InlineData("GUILDHALL_SYNC_WALK_INTERVAL", "1d")]
    [InlineData("GUILDHALL_REPORT_UNPACKED_TOTAL", "500MB")]
    [InlineData("GUILDHALL_REPORT_UNPACKED_TOTAL", "1TB")]
    [InlineData("GUILDHALL_RETENTION_DAYS", "60")]
    [InlineData("GUILDHALL_METRICS_TOKEN", "0123456789abcdef")]
    [InlineData("GUILDHALL_CLOCK_SKEW", "5m")]
    [InlineData("GUILDHALL_WEBHOOK_HOSTS", "127.0.0.1;receiver.internal;::1")]
    [InlineData("GUILDHALL_MASTER_KEY_FILE", "/keys/k")]
    [InlineData("GUILDHALL_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public void Each_setting_has_its_variable(string variable, string text)
    {
        _environment[variable] = text;

        Assert.False(Read().Refused);
    }

    [Theory]
    [InlineData("GUILDHALL_URLS", "8080", "http addresses")]
    [InlineData("GUILDHALL_URLS", "ftp://x", "http addresses")]
    [InlineData("GUILDHALL_DATABASE", "oracle", "sqlite or postgres")]
    [InlineData("GUILDHALL_DATABASE", "1", "sqlite or postgres")]
    [InlineData("GUILDHALL_AWS_ENDPOINT", "http://user:pass@host", "an http address")]
    [InlineData("GUILDHALL_DNS_SERVER", "53", "the address of a DNS server")]
    [InlineData("GUILDHALL_DNS_SERVER", "dns.example", "the address of a DNS server")]
    [InlineData("GUILDHALL_CHANGESET_DELAY", "5", "a duration")]
    [InlineData("GUILDHALL_CHANGESET_DELAY", "-5s", "a duration")]
    [InlineData("GUILDHALL_CHANGESET_DELAY", "2h", "a duration from 0s to 1h")]
    [InlineData("GUILDHALL_CHANGESET_DELAY", "99999999999s", "a duration")]
    [InlineData("GUILDHALL_TREE_AGE", "0s", "from 1m to 30d")]
    [InlineData("GUILDHALL_THROTTLE", "on", "off or aws")]
    [InlineData("GUILDHALL_RETENTION_DAYS", "0", "1 to 3650")]
    [InlineData("GUILDHALL_WEBHOOK_HOSTS", "http://10.0.0.1/", "names or addresses of hosts")]
    [InlineData("GUILDHALL_SMTP_PORT", "0", "1 to 65535")]
    [InlineData("GUILDHALL_SMTP_TLS", "ssl", "starttls, tls or none")]
    [InlineData("GUILDHALL_SMTP_FROM", "Guildhall <a@b.example>", "an e-mail address")]
    [InlineData("GUILDHALL_METRICS_TOKEN", "short", "at least 16 characters")]
    [InlineData("GUILDHALL_MASTER_KEY", "c2hvcnQ=", "32 bytes in base64")]
    public void F75_A_value_of_the_wrong_form_is_refused_in_one_line_that_names_the_setting_and_not_the_value(string variable, string text, string form)
    {
        _environment[variable] = text;

        var problem = Assert.Single(Read().Problems);

        Assert.StartsWith($"{variable}: the value is not ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(form, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Theory]
    [InlineData("""{ "url": "http://127.0.0.1:1" }""", "guildhall.json: url: there is no such setting.")]
    [InlineData("""{ "catalog": { "x": 1 } }""", "guildhall.json: catalog:x: there is no such setting.")]
    [InlineData("""{ "master-key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }""", "guildhall.json: master-key: there is no such setting.")]
    [InlineData("""{ "retention-days": true }""", "guildhall.json: retention-days: the value is not a number of days from 1 to 3650.")]
    [InlineData("""{ "retention-days": [90] }""", "guildhall.json: retention-days: the value is not a number of days from 1 to 3650.")]
    [InlineData("{\n \"urls\": \n}", "guildhall.json: not valid JSON in line 3.")]
    [InlineData("[]", "guildhall.json: the document is not an object.")]
    [InlineData("""{ "smtp": { "host": "mail.example.com" } }""", "smtp:host and smtp:from: a mail server needs both.")]
    [InlineData("""{ "smtp": { "password": "secret" } }""", "guildhall.json: smtp:password: there is no such setting.")]
    [InlineData("""{ "smtp": { "host": "mail.example.com", "from": "a@b.example", "tls": "none" } }""", "smtp:tls: none is for a mail server on this machine.")]
    [InlineData("""{ "smtp": { "host": "mail.example.com", "from": "a@b.example", "user": "me" } }""", "smtp:user and smtp:password: signing in needs both.")]
    [InlineData("""{ "database": "postgres" }""", "connection: missing, and database is postgres.")]
    public void F75_A_wrong_file_is_refused_in_one_line(string content, string line)
    {
        Write(content);

        Assert.Equal(line, Assert.Single(Read().Problems).Message);
    }

    [Fact]
    public void F75_An_unknown_variable_with_our_prefix_is_refused()
    {
        _environment["GUILDHALL_CONECTION"] = "Host=x";

        Assert.Equal("GUILDHALL_CONECTION: there is no such setting.", Assert.Single(Read().Problems).Message);
    }

    [Fact]
    public void F75_All_that_is_wrong_is_said_at_once()
    {
        Write("""{ "x": 1, "database": "oracle" }""");
        _arguments["urls"] = "nowhere";

        Assert.Equal(3, Read().Problems.Length);
    }

    [Fact]
    public void The_guide_lists_every_setting()
    {
        var guide = File.ReadAllText(Checkout.At("docs/guide/settings.md"));

        Assert.All(SettingNames.All, setting => Assert.Contains($"| {(setting.EnvironmentOnly ? "" : $"`{setting.Name}` ")}| `{setting.Variable}` |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void S18_Settings_show_no_secret()
    {
        _arguments["connection"] = "Host=x;Password=hunter2";
        _arguments["metrics-token"] = "hunter2hunter2hunter2";

        Assert.DoesNotContain("hunter2", Read().Value.ToString(), StringComparison.Ordinal);
    }

    private Result<Settings> Read() => SettingsReader.Read(_folder, _environment, _arguments);

    private void Write(string content) => File.WriteAllText(_folder.File("guildhall.json"), content);
}
