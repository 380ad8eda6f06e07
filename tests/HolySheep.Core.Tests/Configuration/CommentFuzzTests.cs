using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>Random files with comments wherever the format allows one: a change means the same as without the comments, and loses none of what stays.</summary>
public sealed class CommentFuzzTests : IDisposable
{
    private static readonly int Files = Endurance.Rounds(1_000);
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly string[] Gaps = ["", " ", "\n", "\r\n", "\t", "\n\n    "];

    private readonly ConfigurationHome _commented = new();
    private readonly ConfigurationHome _plain = new();

    public void Dispose()
    {
        _commented.Dispose();
        _plain.Dispose();
    }

    [Fact]
    public void A_change_of_a_random_file_with_comments_is_the_change_without_them_and_keeps_each_once()
    {
        var random = new Random(20_261_129);
        for (var file = 0; file < Files; file++)
        {
            var (text, count) = WithComments(Tokens(random), random);
            _commented.Write(text);
            _plain.Write(JsonNode.Parse(text, null, Tolerant)!.ToJsonString());
            Change(configuration => configuration.SetChain("fuzz", ["before"]));
            var first = File.ReadAllText(_commented.File);
            Check(text, first, [.. Enumerable.Range(0, count)]);

            // What was written once moves no more.
            Change(configuration => configuration.SetChain("fuzz", ["after"]));
            Assert.Equal(first.Replace("\"before\"", "\"after\"", StringComparison.Ordinal), File.ReadAllText(_commented.File));

            var lost = random.Next(3) switch
            {
                0 => Try(configuration => configuration.RemoveChain("a")),
                1 => Try(configuration => configuration.RemoveRule("one")),
                _ => Try(configuration => configuration.RemoveModel("m")),
            };
            var last = File.ReadAllText(_commented.File);
            Check(text, last, lost ? [] : [.. Enumerable.Range(0, count)]);
            Assert.All(Numbers(last).GroupBy(number => number), same => Assert.Single(same));
        }
    }

    private bool Try(Action<ConfigurationFile> change)
    {
        try
        {
            Change(change);
            return true;
        }
        catch (HolySheep.Errors.HolySheepException)
        {
            return false;
        }
    }

    private void Change(Action<ConfigurationFile> change)
    {
        change(_plain.Open());
        change(_commented.Open());
    }

    private void Check(string before, string after, int[] comments)
    {
        var same = JsonNode.Parse(after, null, Tolerant)!.ToJsonString() == JsonNode.Parse(File.ReadAllText(_plain.File))!.ToJsonString();
        var missing = comments.Except(Numbers(after)).ToList();
        Assert.True(same && missing.Count == 0, $"Comments {string.Join(", ", missing)} are missing, or the values differ. Before:\n{before}\nAfter:\n{after}");
    }

    private static IEnumerable<int> Numbers(string text) =>
        text.Split("#").Skip(1).Select(rest => int.Parse(string.Concat(rest.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture));

    /// <summary>The tokens of a random valid file.</summary>
    private static List<string> Tokens(Random random)
    {
        List<string> tokens = ["{"];
        string[] members =
        [
            """ "chains" : { "a" : [ "x" , "y" , "z" ] , "b" : [ ] } """,
            """ "rules" : [ { "name" : "one" , "when" : { "task" : "t" } , "model" : "m" } , { "name" : "two" , "when" : { "tags" : { "k" : "v" } } , "chain" : [ "x" ] } ] """,
            """ "models" : { "m" : { "targets" : [ "holysheep/m" , { "target" : "holysheep/n" , "weight" : 2 } ] } } """,
            """ "defaults" : { "model" : "http://m" , "later" : null } """,
            """ "zebra" : [ 1.50 , 1.50 , [ [ ] , { } ] , "/*no*/" , "\u0041\"//" , { "deep" : { "er" : [ true , { } ] } } ] """,
            """ "empty" : { } """,
        ];
        random.Shuffle(members);
        foreach (var member in members.Take(random.Next(members.Length + 1)))
        {
            tokens.AddRange(member.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            tokens.Add(",");
        }

        // A trailing comma is allowed.
        if (tokens[^1] == "," && random.Next(2) == 0)
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        tokens.Add("}");
        return tokens;
    }

    private static (string Text, int Comments) WithComments(List<string> tokens, Random random)
    {
        var (text, count, share) = (new StringBuilder(), 0, random.Next(1, 12));
        foreach (var token in tokens.Append(""))
        {
            while (token != ":" && random.Next(share) == 0 && count < 60)
            {
                text.Append(Gaps[random.Next(Gaps.Length)]);
                var mark = "#" + count++.ToString(CultureInfo.InvariantCulture);
                text.Append(random.Next(4) switch
                {
                    0 => $"/*{mark} {{ \"a\": [ */",
                    1 => $"/* {mark}\n  second // line\r\n */",
                    2 => $"//{mark} }} ] , /* \n",
                    _ => $"// {mark} ă\r\n",
                });
            }

            text.Append(Gaps[random.Next(Gaps.Length)]).Append(token);
        }

        return (text.ToString(), count);
    }
}
