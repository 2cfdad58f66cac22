using System.Text;
using Guildhall.App.People;

namespace Guildhall.Tests.Server.Ui;

public sealed class OneTimeCodesTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B (SHA-1), the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void S33_Codes_are_those_of_the_RFC(long seconds, string code) =>
        Assert.Equal(code, OneTimeCodes.Of(Key, OneTimeCodes.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void S33_A_code_counts_one_step_before_and_after_its_time(int steps, bool counts)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_111);

        var found = OneTimeCodes.Find(Key, OneTimeCodes.Of(Key, OneTimeCodes.StepOf(now) + steps), now, lastUsed: 0);

        Assert.Equal(counts ? OneTimeCodes.StepOf(now) + steps : null, found);
    }

    [Fact]
    public void S33_A_used_code_and_those_before_it_count_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_111);
        var step = OneTimeCodes.StepOf(now);

        Assert.Null(OneTimeCodes.Find(Key, OneTimeCodes.Of(Key, step), now, lastUsed: step));
        Assert.Null(OneTimeCodes.Find(Key, OneTimeCodes.Of(Key, step - 1), now, lastUsed: step));
        Assert.Equal(step + 1, OneTimeCodes.Find(Key, OneTimeCodes.Of(Key, step + 1), now, lastUsed: step));
    }

    [Fact]
    public void A_key_is_the_same_after_it_was_written_and_read()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCodes.Text(Key));
        Assert.Equal(Key, OneTimeCodes.Key(OneTimeCodes.Text(Key)));
        Assert.Null(OneTimeCodes.Key("GEZDGNBV"));
        Assert.Null(OneTimeCodes.Key("0EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }
}
