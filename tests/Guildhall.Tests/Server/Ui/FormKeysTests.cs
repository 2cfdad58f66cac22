using Guildhall.Server.Ui.Pages;

namespace Guildhall.Tests.Server.Ui;

public sealed class FormKeysTests
{
    [Fact]
    public void Nothing_reads_the_keys_of_forms_before_the_first_form()
    {
        var services = new ServiceCollection();

        services.AddFormKeys(keys: null!);

        Assert.Contains(services, service => service.ServiceType.Name == "IAntiforgery");
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHostedService));
    }
}
