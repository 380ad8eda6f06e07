using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace HolySheep.Configuration.Masking;

/// <summary>Lists the spellings of a key.</summary>
internal static class KeySpellings
{
    // Shorter texts would occur in ordinary words.
    private const int ShortestFragment = 6;

    /// <summary>The spellings for a search by runs of characters, which decodes escapes itself.</summary>
    public static IEnumerable<KeySpelling> Runs(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var prefix = KeyPrefixes.Length(key);

        // Runs of a short key are as short as words, so it is searched as people write it, unbroken.
        var isToken = key.Length < KeyGrams.Longest && key.IndexOf(' ') < 0;
        yield return new KeySpelling(key, prefix, isToken: isToken);
        yield return new KeySpelling(key.Replace(' ', '+'), prefix, isToken: isToken);
        yield return new KeySpelling(string.Concat(bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))), prefix * 2, secretPerByte: 2);
        yield return new KeySpelling(Convert.ToBase64String(bytes), CharactersFor(prefix), secretPerByte: 2);
        foreach (var (text, offset, first) in Fragments(bytes))
        {
            yield return new KeySpelling(text, prefix == 0 ? 0 : CharactersFor(offset + prefix) - first, secretPerByte: 2);
        }
    }

    /// <summary>Every spelling of a key that is found only as a whole.</summary>
    public static IEnumerable<string> Whole(string key)
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
        return plain.Concat(Fragments(bytes).Select(fragment => fragment.Text)).SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') });
    }

    /// <summary>The Base64 of the key inside a longer text such as <c>user:key</c>: one spelling for each of the three alignments.</summary>
    private static IEnumerable<(string Text, int Offset, int First)> Fragments(byte[] key)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String(new byte[offset].Concat(key).ToArray());
            var first = ((offset * 8) + 5) / 6;
            var end = (offset + key.Length) * 8 / 6;
            if (end - first >= ShortestFragment)
            {
                yield return (text.Substring(first, end - first), offset, first);
            }
        }
    }

    /// <summary>The number of Base64 characters that bytes fill, the last one partly.</summary>
    private static int CharactersFor(int bytes) => ((bytes * 8) + 5) / 6;

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
