using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Guildhall.Domain;

namespace Guildhall.App.Experiences.Logos;

/// <summary>SVG, rebuilt from a list of elements and attributes that only draw: no script, no links, no styles, nothing from elsewhere. security.md S-54.</summary>
internal static class SvgImage
{
    private const int MostElements = 10_000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask");

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        "id", "viewBox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "transform", "dx", "dy",
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
        "stroke-dashoffset", "stroke-opacity", "opacity", "clip-path", "clip-rule", "mask", "offset", "stop-color", "stop-opacity", "gradientUnits",
        "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits", "maskContentUnits", "preserveAspectRatio", "font-family", "font-size",
        "font-weight", "font-style", "text-anchor", "letter-spacing", "version");

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LogoImage.SizeLimit };

    public static Result<LogoImage> Clean(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), Strict);
            var root = XElement.Load(reader);
            if (root.Name != Svg + "svg") return LogoImage.Invalid("The logo is neither a PNG nor an SVG image.");
            if (root.DescendantsAndSelf().Take(MostElements + 1).Count() > MostElements) return LogoImage.Invalid($"The SVG has more than {MostElements:N0} elements.");
            return Foreign(root) is { } foreign
                ? LogoImage.Invalid($"The SVG holds {foreign}, which a logo may not.")
                : new LogoImage("svg", Encoding.UTF8.GetBytes(Rebuild(root).ToString(SaveOptions.DisableFormatting)));
        }
        catch (XmlException)
        {
            return LogoImage.Invalid("The logo is neither a PNG nor an SVG image.");
        }
    }

    /// <summary>The first thing that may do more than draw; it is refused rather than dropped, so that nobody wonders why a logo looks different.</summary>
    private static string? Foreign(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Name.LocalName is "script" or "foreignObject" or "a" or "image" or "use" or "style" or "animate" or "set" or "iframe") return $"the element {element.Name.LocalName}";
            foreach (var attribute in element.Attributes())
            {
                if (attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)) return $"the attribute {attribute.Name.LocalName}";
                if (attribute.Name.LocalName == "href" || LeadsElsewhere(attribute.Value)) return "a reference";
            }
        }

        return null;
    }

    private static XElement Rebuild(XElement element) => new(
        Svg + element.Name.LocalName,
        element.Attributes().Where(a => a.Name.Namespace == XNamespace.None && Attributes.Contains(a.Name.LocalName)).Select(a => new XAttribute(a.Name.LocalName, a.Value)),
        element.Nodes().Select(Keep).OfType<XNode>());

    private static XNode? Keep(XNode node) => node switch
    {
        XElement child when child.Name.Namespace == Svg && Elements.Contains(child.Name.LocalName) => Rebuild(child),
        XText text => new XText(text.Value),
        _ => null,
    };

    /// <summary><c>url(#id)</c> stays within the image; everything else in <c>url(…)</c> does not.</summary>
    private static bool LeadsElsewhere(string value)
    {
        var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase);
        return (at >= 0 && !value.AsSpan(at + 4).TrimStart(" '\"").StartsWith("#")) || value.Contains("javascript:", StringComparison.OrdinalIgnoreCase);
    }
}
