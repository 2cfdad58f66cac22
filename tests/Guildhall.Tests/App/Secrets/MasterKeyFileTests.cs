using Guildhall.App.Secrets;

namespace Guildhall.Tests.App.Secrets;

public sealed class MasterKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private string Key => Path.Combine(_folder, "keys", "master.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void S14_A_new_key_is_32_bytes_of_its_owner_alone()
    {
        var made = MasterKeyFile.Make(Key).Value;

        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(Key).Trim()).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        Assert.Equal(made.Version, MasterKeyFile.Read(Key).Value.Version);
    }

    [Fact]
    public void S14_A_key_that_is_there_is_kept()
    {
        var first = MasterKeyFile.Make(Key).Value;

        Assert.Equal(first.Version, MasterKeyFile.Make(Key).Value.Version);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Key)!));
    }

    [Fact]
    public void S17_A_key_that_cannot_be_put_in_its_place_is_refused_before_anything_is_sealed_with_it()
    {
        var first = MasterKeyFile.Make(Key).Value;
        Directory.CreateDirectory(MasterKeyFile.NextOf(Key));

        Assert.Contains("cannot be put in its place", Assert.Single(MasterKeyFile.MakeNext(Key).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be put in its place", Assert.Single(MasterKeyFile.Make(Path.Combine(Key, "below", "a.key")).Problems).Message, StringComparison.Ordinal);

        Assert.Equal(first.Version, MasterKeyFile.Read(Key).Value.Version);
        Assert.Equal([Key], Directory.GetFiles(Path.GetDirectoryName(Key)!));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void S14_A_key_file_open_to_others_is_refused(UnixFileMode other)
    {
        MasterKeyFile.Make(Key);
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | other);

        var problem = Assert.Single(MasterKeyFile.Read(Key).Problems);

        Assert.Contains("open to others", problem.Message, StringComparison.Ordinal);
        Assert.Equal("master-key-file", problem.Member);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void S14_A_file_that_holds_no_key_is_refused_without_showing_what_it_holds(string content)
    {
        MasterKeyFile.Make(Key);
        File.WriteAllText(Key, content);

        var problem = Assert.Single(MasterKeyFile.Read(Key).Problems);

        Assert.Equal($"The master key file '{Key}' does not hold 32 bytes in base64.", problem.Message);
    }

    [Fact]
    public void F75_A_missing_key_file_is_refused() =>
        Assert.Contains("is missing", Assert.Single(MasterKeyFile.Read(Key).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void S18_A_master_key_shows_nothing_of_itself()
    {
        var text = Convert.ToBase64String(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());

        Assert.Matches("^master key [0-9a-f]{8}$", MasterKey.FindIn(text)!.ToString());
    }
}
