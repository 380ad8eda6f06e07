using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>Comments that a person wrote into the configuration file, after a change by a command.</summary>
public sealed class CommentTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Every_comment_stays_with_the_value_that_it_stands_above_or_beside()
    {
        _home.Write("""
            // The file of the team.
            { // since 2025
              /* Whom we may ask:
                 see the contract. */
              "chains": { // in this order
                // ask Ann before you change it
                "a": [ "x", /* cheap */ "y" ], // since May
                "b": /* two */ [ "z" ]
                // more to come
              }, // end of the chains
              // "defaults": { "model": "old" },
              /* one */ /* two */
              "defaults": { "model":
                // the usual one
                "m" }
            }
            // the end
            """);
        _home.Open().SetChain("b", ["z2"]);
        Assert.Equal("""
            // The file of the team.
            { // since 2025
              /* Whom we may ask:
                 see the contract. */
              "chains": { // in this order
                // ask Ann before you change it
                "a": [
                  "x", /* cheap */
                  "y"
                ], // since May
                "b": [ /* two */
                  "z2"
                ]
                // more to come
              }, // end of the chains
              // "defaults": { "model": "old" },
              /* one */
              /* two */
              "defaults": {
                "model": "m" // the usual one
              }
            }
            // the end

            """.ReplaceLineEndings("\n"), File.ReadAllText(_home.File).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_comment_goes_with_its_value_and_no_other_takes_it()
    {
        _home.Write("""
            { "rules": [
                // the first
                { "name": "one", "when": { "task": "a" }, "model": "m" },
                // the second
                { "name": "two", "when": { "task": "b" }, "model": "m" } ],
              "chains": {
                // gone with it
                "a": [ "x" ], "b": [ "y" ] } }
            """);
        _home.Open().RemoveRule("one");
        _home.Open().RemoveChain("a");

        string[] lines = [.. File.ReadAllLines(_home.File).Select(line => line.Trim())];
        Assert.DoesNotContain("// the first", lines);
        Assert.DoesNotContain("// gone with it", lines);
        Assert.Equal("\"name\": \"two\",", lines[Array.IndexOf(lines, "// the second") + 2]);
    }

    [Fact]
    public void A_comment_stays_with_an_item_that_changes_or_has_a_twin()
    {
        _home.Write("""
            { "chains": { "a": [ "x" ] }, "other": [ 1, // first
                1, // second
                1 ],
              "models": { "m": { "targets": [
                // the fast one
                { "target": "holysheep/a", "weight": 1 },
                { "target": "holysheep/b", "weight": 2 } // the cheap one
              ] } } }
            """);
        _home.Open().SetModel("m", new() { Targets = [new("holysheep/b", 5), new("holysheep/a", 7)] });

        string[] lines = [.. File.ReadAllLines(_home.File).Select(line => line.Trim())];
        Assert.Equal("\"target\": \"holysheep/a\",", lines[Array.IndexOf(lines, "// the fast one") + 2]);
        Assert.Contains("1, // first", lines);
        Assert.Contains("1, // second", lines);
        Assert.Contains("1", lines);
        Assert.Contains("} // the cheap one", lines.Select(line => line.Replace("},", "}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{ /* a */ }")]
    [InlineData("// a\n{}")]
    [InlineData("{}// a")]
    [InlineData("{ \"chains\": {}, /* a */ }")]
    [InlineData("{ \"chains\": { \"x\": [ /* a */ ] } }")]
    [InlineData("{ \"chains\": { \"x\": [ \"// not one\", \"y\" ] } } /* a */")]
    [InlineData("{\r\n  // a\r\n  \"defaults\": { \"model\": \"// not one\" } // b\r\n}\r\n")]
    [InlineData("{ // a\r\"chains\": {} // b\r}")]
    [InlineData("{ \"chains\": // a\n /* b\n */ // c\n {} }")]
    [InlineData("{ /* a\r\n b */ \"chains\": {} }")]
    [InlineData("{ \"defaults\": { \"model\": \"mô-hình\" /* ă */ } }")]
    [InlineData("{ \"unknown\": [ [ 1 /* a */, { \"x\": { /* b */ } } ], /**/ [] // c\n ] }")]
    public void A_file_stays_valid_through_many_changes_and_loses_no_comment(string text)
    {
        _home.Write(text);
        foreach (var model in (string[])["p", "q", "p"])
        {
            _home.Open().SetChain(model, ["z-" + model]);
        }

        var after = File.ReadAllText(_home.File);
        Assert.All("abcă".Where(name => text.Contains($"/* {name}", StringComparison.Ordinal) || text.Contains($"// {name}", StringComparison.Ordinal)), name =>
            Assert.Equal(2, after.Replace($"/* {name}", $"// {name}", StringComparison.Ordinal).Split($"// {name}").Length));
        Assert.Equal(["z-p"], _home.Open().Read().Chains["p"]);
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_in_utf_16_keeps_its_comments()
    {
        File.WriteAllText(_home.File, "{ \"chains\": {} } // của tôi", Encoding.Unicode);
        _home.Open().SetChain("a", ["b"]);

        Assert.EndsWith("} // của tôi\n", File.ReadAllText(_home.File, new UTF8Encoding(false, true)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_of_prices_keeps_the_comments_of_the_catalog()
    {
        _home.Write("{ \"models\": [\n  // negotiated\n  { \"id\": \"mine\", \"price\": { \"input\": 1, \"output\": 2 } }\n] }", "catalog.json");
        var map = _home.Write("""{ "m1": { "mode": "chat", "litellm_provider": "x", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6, "max_input_tokens": 1000 } }""", "map.json");
        _home.Open().ImportPriceMap(map);

        Assert.Contains("// negotiated", File.ReadAllText(Path.Combine(_home.Folder, "catalog.json")), StringComparison.Ordinal);
    }
}
