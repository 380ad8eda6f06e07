using System;
using System.IO;
using System.Text;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

public sealed class FuzzTests : IDisposable
{
    private static readonly int _files = Endurance.Rounds(2_000);

    private static readonly string[] Pieces =
    [
        "null", "true", "-1", "1e999", "0.0000001", "[]", "{}", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"env:\"", "\"file:\\u0000\"", "\"~/\"",
        "\"http://\"", "\"http://[\"", "\"http://a@\"", "\"http://%zz\"", "\"/\"", "{", "}", "[", "]", ",", ":", "\"", "//", "/*", "\n", "\0", "é", "\uFEFF",
    ];

    private readonly ConfigurationHome _home = new();

    [Fact]
    public void No_damaged_file_ends_in_anything_but_an_error_of_the_configuration()
    {
        var random = new Random(20_260_101);
        _home.Write("", "corp.pem");
        var refused = 0;
        for (var i = 0; i < _files; i++)
        {
            var bytes = Damage(Samples.Contract, random);
            File.WriteAllBytes(_home.File, bytes);
            try
            {
                _home.Open().Read();
            }
            catch (ConfigurationException error)
            {
                refused++;
                Assert.Equal(_home.File, error.File);
            }
            catch (Exception error)
            {
                Assert.Fail($"File {i} ended in {error}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }

        Assert.InRange(refused, _files / 2, _files - 1);
    }

    public void Dispose() => _home.Dispose();

    private static byte[] Damage(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => ReplaceValue(text, at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(8) == 0 && bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    /// <summary>Puts a piece where a value stands, so that the damage is well-formed more often.</summary>
    private static string ReplaceValue(string text, int at, string piece)
    {
        var colon = text.IndexOf(": ", at, StringComparison.Ordinal);
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}', ']', '\n'], colon);
        return end < 0 ? text : text[..(colon + 2)] + piece + text[end..];
    }
}
