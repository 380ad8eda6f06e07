using System;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.TestKit.Batches;

/// <summary>The file of a multipart form, as servers read it.</summary>
internal sealed partial record FormUpload(string Purpose, string FileName, byte[] Bytes)
{
    /// <summary>Reads a form; null if it is none, or has no file.</summary>
    public static FormUpload? Read(RecordedRequest request)
    {
        Match boundary = Boundary().Match(request.Header("Content-Type") ?? "");
        if (!boundary.Success)
        {
            return null;
        }

        // one character a byte
        string body = Encoding.Latin1.GetString(request.BodyBytes.Span);
        string purpose = "";
        FormUpload? upload = null;
        foreach (string part in ("\r\n" + body).Split("\r\n--" + boundary.Groups[1].Value))
        {
            int end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            Match name = Name().Match(end < 0 ? "" : part[..end]);
            Match file = FileName_().Match(end < 0 ? "" : part[..end]);
            if (file.Success)
            {
                upload = new FormUpload("", file.Groups[1].Value, Encoding.Latin1.GetBytes(part[(end + 4)..]));
            }
            else if (name.Groups[1].Value == "purpose")
            {
                purpose = part[(end + 4)..];
            }
        }

        return upload is null ? null : upload with { Purpose = purpose };
    }

    [GeneratedRegex("boundary=\"?([^\";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex("[; ]name=\"?([^\";\r]+)")]
    private static partial Regex Name();

    [GeneratedRegex("filename=\"?([^\";\r]+)")]
    private static partial Regex FileName_();
}
