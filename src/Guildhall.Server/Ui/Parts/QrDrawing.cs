using System.Text;
using QRCoder;

namespace Guildhall.Server.Ui.Parts;

/// <summary>The modules of a QR code as one SVG path, quiet zone included; one unit is one module.</summary>
internal sealed record QrDrawing(int Size, string Path)
{
    /// <summary>The smallest code that holds the text with 15 % of it readable when damaged (level M).</summary>
    public static QrDrawing Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
                if (rows[y][x]) path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
        }

        return new QrDrawing(rows.Count, path.ToString());
    }
}
