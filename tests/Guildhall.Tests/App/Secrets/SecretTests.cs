using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Guildhall.App.Secrets;

namespace Guildhall.Tests.App.Secrets;

public sealed class SecretTests
{
    private readonly Secret _secret = new("hunter2");

    [Fact]
    public void S18_A_secret_is_masked_as_text() => Assert.Equal("the key is ***", $"the key is {_secret}");

    [Fact]
    public void S18_A_secret_is_masked_inside_a_record() =>
        Assert.DoesNotContain("hunter2", new Holder("AKIA", _secret).ToString(), StringComparison.Ordinal);

    [Fact]
    public void S18_A_secret_is_masked_as_JSON() =>
        Assert.Equal("""{"Id":"AKIA","Key":"***"}""", JsonSerializer.Serialize(new Holder("AKIA", _secret)));

    [Fact]
    public void S16_A_secret_is_taken_from_JSON_and_not_given_back()
    {
        var read = JsonSerializer.Deserialize<Holder>("""{"Id":"AKIA","Key":"hunter2"}""")!;

        Assert.Equal("hunter2", read.Key.Reveal());
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(read), StringComparison.Ordinal);
    }

    [Fact]
    public void S18_A_debugger_shows_a_mask()
    {
        Assert.Equal("***", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.All(
            typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State));
    }

    [Fact]
    public void S16_A_secret_has_no_property_that_gives_it() => Assert.Empty(typeof(Secret).GetProperties());

    private sealed record Holder(string Id, Secret Key);
}
