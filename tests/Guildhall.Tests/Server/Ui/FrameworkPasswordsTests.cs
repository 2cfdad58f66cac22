using System.Buffers.Binary;
using Guildhall.App.People;
using Guildhall.Server.Ui.SignIn;

namespace Guildhall.Tests.Server.Ui;

public sealed class FrameworkPasswordsTests
{
    /// <summary>The framework's format 1: a byte of 1, then the function (2: HMAC-SHA512), the rounds and the length of the salt in four bytes each.</summary>
    [Fact]
    public void S30_A_password_is_hashed_with_PBKDF2_HMAC_SHA512_and_220000_rounds()
    {
        var hash = Convert.FromBase64String(FrameworkPasswords.Hashing.Hash("correct horse battery"));

        Assert.Equal((1, 2, 220_000), (hash[0], BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5))));
    }

    [Fact]
    public void S30_A_hash_of_fewer_rounds_is_known_as_old()
    {
        var hash = FrameworkPasswords.WithRounds(1_000).Hash("correct horse battery");

        Assert.Equal(PasswordMatch.YesButOld, FrameworkPasswords.Hashing.Compare(hash, "correct horse battery"));
        Assert.Equal(PasswordMatch.No, FrameworkPasswords.Hashing.Compare(hash, "wrong horse battery"));
    }
}
