using System.Security.Cryptography;
using Guildhall.App.People;
using Guildhall.Tests.House;

namespace Guildhall.Tests.Server.Ui;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short pass", false)]
    [InlineData("correct horse", true)]
    [InlineData("密码密码密码密码密码密码", true)]
    [InlineData("passwordpassword", false)]
    [InlineData("PASSWORDpassword", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("1q2w3e4r5t6y", false)]
    [InlineData("dana@example.com", false)]
    public void S30_Only_the_length_and_what_others_would_guess_count(string password, bool taken) =>
        Assert.Equal(taken, PasswordRules.Check(password, "dana@example.com").IsEmpty);

    [Fact]
    public void S30_The_list_has_10_000_passwords() =>
        Assert.Equal(10_000, File.ReadLines(Checkout.At("src/Guildhall.App/People/Common/passwords.txt")).Distinct().Count());

    [Theory]
    [InlineData("src/Guildhall.App/People/Common")]
    [InlineData("src/Guildhall.Server/Ui/Assets/lib")]
    public void S67_Vendored_files_are_those_whose_hash_is_noted(string folder)
    {
        var rows = File.ReadLines(Checkout.At(folder + "/README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row[^2], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Checkout.At($"{folder}/{row[1]}"))))));
    }
}
