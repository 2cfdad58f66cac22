namespace Guildhall.Tests.SimulatedAws;

/// <summary>A test class with a simulated AWS and an organization of its own.</summary>
public abstract class CloudTest : IAsyncLifetime
{
    private protected SimulatedCloud Cloud { get; private set; } = null!;

    private protected CloudOrganization Organization { get; private set; } = null!;

    private protected CloudCaller Management => Organization.Management;

    public virtual async ValueTask InitializeAsync()
    {
        Cloud = await SimulatedCloud.StartAsync();
        Organization = Cloud.Organization(accountQuota: 30);
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
