using System.Text.Json;

namespace Guildhall.Tests.Clients;

/// <summary>What a run of the AWS CLI came to.</summary>
internal sealed record CliOutcome(int ExitCode, string Output, string ErrorText)
{
    public JsonElement Json => JsonElement.Parse(Ok().Output);

    /// <summary>AWS's name of the error, as the CLI prints it in brackets.</summary>
    public string ErrorName
    {
        get
        {
            Assert.NotEqual(0, ExitCode);
            return ErrorText.Split('(', ')')[1];
        }
    }

    /// <summary>The outcome itself, after making sure that the CLI was content.</summary>
    public CliOutcome Ok()
    {
        Assert.True(ExitCode == 0, $"exit {ExitCode}: {ErrorText}");
        return this;
    }
}
