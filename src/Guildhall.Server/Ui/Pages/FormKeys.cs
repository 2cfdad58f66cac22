using System.Xml.Linq;
using Guildhall.App.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Sets up the framework's protection of forms, its keys sealed in the database. security.md S-15, S-43.</summary>
internal static class FormKeys
{
    /// <summary>The name of the field that carries the antiforgery token.</summary>
    public const string Field = "form-token";

    public static void AddFormKeys(this IServiceCollection services, ProtectionKeys keys)
    {
        services.AddDataProtection().SetApplicationName("Guildhall");
        services.Configure<KeyManagementOptions>(options =>
        {
            // The repository seals what it stores.
            options.XmlRepository = new Repository(keys);
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = Field;
            options.HeaderName = "X-Form-Token";
            options.Cookie.Name = "guildhall-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
            options.SuppressReadingTokenFromFormBody = false;
        });
        // The framework would read all keys before the port is open; the first page with a form does it as well. Both of the above ask for it.
        foreach (var early in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(early);
    }

    private sealed class Repository(ProtectionKeys keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
