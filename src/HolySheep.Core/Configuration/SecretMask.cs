using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using HolySheep.Chat;

namespace HolySheep.Configuration;

/// <summary>Replaces keys in texts that people or logs see; safe for many threads at once.</summary>
internal sealed class SecretMask
{
    private const string Stars = "***";

    // Shorter texts would turn up in every other word.
    private const int ShortestKey = 4;
    private const int ShortestFragment = 6;

    // Shorter values of headers are words, such as the name of a team.
    private const int ShortestHeader = 8;

    private readonly object _gate = new();
    private readonly HashSet<Secret> _known = [];
    private volatile string[] _forms = [];

    /// <summary>Learns a key; from then on no masked text holds it.</summary>
    public void Register(Secret? secret)
    {
        if (secret is null || secret.Reveal().Length < ShortestKey)
        {
            return;
        }

        lock (_gate)
        {
            if (_known.Add(secret))
            {
                // The longest go first, so that a key inside another leaves no rest of the other.
                _forms = _forms.Concat(FormsOf(secret.Reveal())).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length).ToArray();
            }
        }
    }

    /// <summary>Learns the value of a configured header, which may be a key, with or without a scheme such as Bearer before it.</summary>
    public void RegisterHeader(string value)
    {
        foreach (var text in new[] { value, value.Substring(value.LastIndexOf(' ') + 1) }.Where(text => text.Length >= ShortestHeader))
        {
            Register(new Secret(text));
        }
    }

    /// <summary>The text with every known key, plain, URL-encoded, JSON-escaped or in Base64, replaced by stars.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Mask(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        foreach (var form in _forms)
        {
            if (text!.IndexOf(form, StringComparison.Ordinal) >= 0)
            {
                text = text.Replace(form, Stars);
            }
        }

        return text;
    }

    private static IEnumerable<string> FormsOf(string key)
    {
        var url = Uri.EscapeDataString(key);
        var form = WebUtility.UrlEncode(key);
        var bytes = Encoding.UTF8.GetBytes(key);
        var base64 = Convert.ToBase64String(bytes);
        string[] plain =
        [
            key, url, LowerHex(url), form, LowerHex(form),
            JavaScriptEncoder.Default.Encode(key), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(key),
            base64, base64.TrimEnd('='),
        ];
        return plain.Concat(Fragments(bytes)).SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') });
    }

    /// <summary>What Base64 makes of the key inside a longer text such as <c>user:key</c>: one form for each of the three ways it can lie.</summary>
    private static IEnumerable<string> Fragments(byte[] key)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String(new byte[offset].Concat(key).ToArray());
            var first = ((offset * 8) + 5) / 6;
            var end = (offset + key.Length) * 8 / 6;
            if (end - first >= ShortestFragment)
            {
                yield return text.Substring(first, end - first);
            }
        }
    }

    private static string LowerHex(string url)
    {
        var characters = url.ToCharArray();
        for (var i = 0; i + 2 < characters.Length; i++)
        {
            if (characters[i] == '%')
            {
                characters[i + 1] = char.ToLowerInvariant(characters[i + 1]);
                characters[i + 2] = char.ToLowerInvariant(characters[i + 2]);
            }
        }

        return new string(characters);
    }
}
