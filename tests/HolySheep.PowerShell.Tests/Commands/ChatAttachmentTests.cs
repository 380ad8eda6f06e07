using System;
using System.Linq;
using System.Text.Json;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatAttachmentTests : ChatFixture
{
    public ChatAttachmentTests()
    {
        foreach (var name in (string[])["a.png", "b.png", "c[1].txt"])
        {
            Home.WriteFile(name, "of " + name);
        }
    }

    [Theory]
    [InlineData("a.png", "a.png")]
    [InlineData("'a.png', 'b.png'", "a.png b.png")]
    [InlineData("*.png", "a.png b.png")]
    [InlineData("'c[1].txt'", "c[1].txt")]
    [InlineData("./a.png", "a.png")]
    [InlineData("(Get-Item a.png)", "a.png")]
    [InlineData("([System.IO.FileInfo] \"$home2/b.png\")", "b.png")]
    public void Files_go_with_every_prompt(string attachment, string expected)
    {
        Run($"$home2 = [System.IO.Path]::GetDirectoryName($config); [void] $ExecutionContext.SessionState.Path.SetLocation($home2); 'One', 'Two' | Invoke-HolySheepChat -Attachment {Plain(attachment)} -ConfigPath $config").ThrowOnError();

        Assert.Equal(["One", "Two"], Provider.Requests.Select(request => Parts(request)[0]));
        Assert.All(Provider.Requests, request => Assert.Equal(expected.Split(' ').Select(name => "of " + name), Parts(request)[1..]));
    }

    [Fact]
    public void A_script_block_gives_the_files_of_each_input()
    {
        Run("""
            [void] $ExecutionContext.SessionState.Path.SetLocation([System.IO.Path]::GetDirectoryName($config))
            'a.png', 'b.png' | Invoke-HolySheepChat 'What is in {}?' -Attachment { $_ } -ThrottleLimit 2 -ConfigPath $config
            """).ThrowOnError();

        Assert.Equal([["What is in a.png?", "of a.png"], ["What is in b.png?", "of b.png"]], Provider.Requests.Select(Parts).OrderBy(parts => parts[0]));
    }

    [Fact]
    public void A_file_of_one_input_that_is_not_there_is_that_inputs_error()
    {
        var outcome = Run("'b.png', 'none.png' | Invoke-HolySheepChat 'What is in {}?' -Attachment { [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($config), $_) } -ConfigPath $config");

        Assert.Equal("b.png", outcome.Output.Single().Properties["InputObject"].Value.ToString());
        Assert.Equal("none.png", Assert.Single(outcome.Errors).TargetObject.ToString());
    }

    [Fact]
    public void A_script_block_that_fails_for_an_input_is_that_inputs_error()
    {
        var outcome = Run("'a', 'b' | Invoke-HolySheepChat -Attachment { if ($_ -eq 'a') { throw 'no such luck' } } -ConfigPath $config");
        var error = Assert.Single(outcome.Errors);

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no such luck", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("b", outcome.Output.Single().Properties["InputObject"].Value.ToString());
    }

    [Theory]
    [InlineData("none.png")]
    [InlineData("*.gif")]
    [InlineData("/")]
    [InlineData("nodrive:/a.png")]
    public void A_path_to_a_missing_file_ends_the_command_before_any_call(string path)
    {
        var error = RunToFailure($"Invoke-HolySheepChat 'Describe' -Attachment '{path}' -ConfigPath $config");

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{path}'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    // The bare engine of these tests has no Get-Item.
    private static string Plain(string attachment) => attachment.Replace("(Get-Item a.png)", "([psobject] [System.IO.FileInfo]::new(\"$home2/a.png\"))", StringComparison.Ordinal);

    private static string[] Parts(RecordedRequest request) =>
        [.. request.Json!.Value.GetProperty("messages").EnumerateArray().Last().GetProperty("content").EnumerateArray().Select(Text)];

    private static string Text(JsonElement part)
    {
        if (part.TryGetProperty("image_url", out var picture))
        {
            var url = picture.GetProperty("url").GetString()!;
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        }

        var text = part.GetProperty("text").GetString()!;
        return text[(text.IndexOf(":\n", StringComparison.Ordinal) is var at && at >= 0 ? at + 2 : 0)..];
    }
}
