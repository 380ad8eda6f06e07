using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class WritingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void Setting_a_chain_creates_a_missing_file()
    {
        var path = Path.Combine(_home.Folder, "new", "deeper", "mine.json");
        var file = new ConfigurationFile(path, _home.Variable);
        file.SetChain("gpt-4.1", ["deepseek-v3.2"]);
        Assert.Equal(["deepseek-v3.2"], file.Read().Chains["gpt-4.1"]);
    }

    [Fact]
    public void Unknown_keys_numbers_comments_and_the_order_survive_a_change()
    {
        _home.Write("""
            { // mine
              "zebra": { "b": 1.50, "a": [ null, 1e3 ] }, "chains": { "x": [ "y" ], "gpt-4.1": [ "z" ] }, "defaults": { "model": "mô-hình", "later": true }, }
            """);
        _home.Open().SetChain("gpt-4.1", ["a", "gpt-4.1", "b", "a"]);
        Assert.Equal(
            """{//mine"zebra":{"b":1.50,"a":[null,1e3]},"chains":{"x":["y"],"gpt-4.1":["a","b"]},"defaults":{"model":"mô-hình","later":true}}""",
            string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character))));
    }

    [Fact]
    public void The_file_is_written_for_people_and_without_a_byte_order_mark()
    {
        _home.Open().SetChain("a", ["b"]);
        Assert.Equal("{\n  \"chains\": {\n    \"a\": [\n      \"b\"\n    ]\n  }\n}\n", File.ReadAllText(_home.File).ReplaceLineEndings("\n"));
        Assert.Equal((byte)'{', File.ReadAllBytes(_home.File)[0]);
    }

    [Fact]
    public void An_empty_chain_turns_the_built_in_one_off()
    {
        _home.Open().SetChain("gpt-4.1", []);
        Assert.DoesNotContain("gpt-4.1", _home.Open().Read().Chains.Keys);
    }

    [Fact]
    public void Removing_a_chain_that_does_not_exist_is_an_error_and_leaves_the_file_alone()
    {
        var text = """{ "chains": { "a": [ "b" ] } } // mine""";
        _home.Write(text);
        Assert.Equal(ErrorCode.ChainUnknown, Assert.Throws<HolySheepException>(() => _home.Open().RemoveChain("other")).Code);
        Assert.Equal(text, File.ReadAllText(_home.File));
        _home.Open().RemoveChain("A");
        Assert.DoesNotContain("a", _home.Open().Read().Chains.Keys);
        Assert.Throws<HolySheepException>(() => _home.Open().RemoveChain("a"));
    }

    [Fact]
    public void After_removing_a_chain_no_built_in_one_takes_its_place()
    {
        _home.Write("""{ "chains": { "gpt-4.1": [ "mine" ] } }""");
        _home.Open().RemoveChain("gpt-4.1");
        Assert.DoesNotContain("gpt-4.1", _home.Open().Read().Chains.Keys);
        _home.Open().RemoveChain("claude-sonnet-4.5");
        Assert.DoesNotContain("claude-sonnet-4.5", _home.Open().Read().Chains.Keys);
        Assert.Throws<HolySheepException>(() => _home.Open().RemoveChain("claude-sonnet-4.5"));
    }

    [Fact]
    public void A_change_to_what_is_there_already_writes_nothing()
    {
        var text = """{ "chains": { "a": [ "b" ] } } // mine""";
        _home.Write(text);
        _home.Open().SetChain("a", ["b", "b"]);
        Assert.Equal(text, File.ReadAllText(_home.File));
    }

    [Theory]
    [InlineData("{ \"chains\": {", 1)]
    [InlineData("{\n \"chains\": [] }", 2)]
    [InlineData("{\n \"chains\": { \"a\": 1 } }", 2)]
    [InlineData("{ \"health\": {},\n \"health\": {} }", 2)]
    [InlineData("[]", 1)]
    public void A_file_that_is_not_usable_is_not_touched_and_the_error_names_the_line(string text, int line)
    {
        _home.Write(text);
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetChain("b", ["c"]));
        Assert.Equal((_home.File, line), (error.File, error.Line));
        Assert.Equal(text, File.ReadAllText(_home.File));
    }

    [Fact]
    public void A_change_may_repair_an_invalid_file()
    {
        _home.Write("""{ "chains": { "a": 1 } }""");
        _home.Open().SetChain("a", ["b"]);
        Assert.Equal(["b"], _home.Open().Read().Chains["a"]);
    }

    [Fact]
    public void A_change_that_makes_the_file_unusable_is_refused()
    {
        _home.Write("{}");
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetChain("a", ["b\n"]));
        Assert.Equal("chains.a[0]", error.Key);
        Assert.Equal("{}", File.ReadAllText(_home.File));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_whole()
    {
        var text = """{ "chains": { "a": [ "b" ] } }""";
        _home.Write(text);
        Directory.CreateDirectory(_home.File + ".tmp");
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetChain("a", ["c"]));
        Assert.Equal(_home.File, error.File);
        Assert.NotNull(error.Hint);
        Assert.Equal(text, File.ReadAllText(_home.File));
    }

    [Fact]
    public void The_remains_of_a_crashed_writer_block_no_other_writer()
    {
        _home.Write("half of a fi", "config.json.tmp");
        _home.Write("", "config.json.lock");
        _home.Open().SetChain("a", ["b"]);
        Assert.Equal(["b"], _home.Open().Read().Chains["a"]);
        Assert.False(File.Exists(_home.File + ".tmp"));
    }

    [Fact]
    public void A_lock_that_another_writer_keeps_is_an_error_after_thirty_seconds()
    {
        var time = new WaitlessTime();
        using var held = Hold();
        var error = Assert.Throws<ConfigurationException>(() => _home.Open(time).SetChain("a", ["b"]));
        Assert.Equal(ErrorCode.ConfigurationLocked, error.Code);
        Assert.Contains(_home.File + ".lock", error.Hint);
        Assert.Equal(TimeSpan.FromSeconds(30), time.Waited);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void A_lock_that_is_given_back_in_time_lets_the_waiting_writer_go_on()
    {
        using var held = Hold();
        var time = new WaitlessTime(waited =>
        {
            if (waited == TimeSpan.FromSeconds(4))
            {
                held.Dispose();
            }
        });
        _home.Open(time).SetChain("a", ["b"]);
        Assert.Equal(TimeSpan.FromSeconds(4), time.Waited);
        Assert.Equal(["b"], _home.Open().Read().Chains["a"]);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_chain_and_readers_always_see_a_whole_file()
    {
        const int Writers = 4;
        const int Chains = 12;
        _home.Write("{}");
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Chains; i++)
                {
                    _home.Open().SetChain($"model-{writer}-{i}", ["next"]);
                }
            },
            TaskCreationOptions.LongRunning)));
        while (!writing.IsCompleted)
        {
            _home.Open().Read();
            await Task.Yield();
        }

        await writing;
        var chains = _home.Open().Read().Chains.Keys.Where(model => model.StartsWith("model-", StringComparison.Ordinal));
        Assert.Equal(Writers * Chains, chains.Count());
    }

    [Fact]
    public void Written_files_are_readable_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            // There the rights of the profile folder are inherited.
            return;
        }

        var path = Path.Combine(_home.Folder, "new", "config.json");
        new ConfigurationFile(path, _home.Variable).SetChain("a", ["b"]);
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Own, File.GetUnixFileMode(path));
        Assert.Equal(Own, File.GetUnixFileMode(path + ".lock"));
        Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_others_could_read_is_its_owners_alone_after_a_change()
    {
        if (OperatingSystem.IsWindows())
        {
            // There the rights of the profile folder are inherited.
            return;
        }

        _home.Write("{}");
        File.SetUnixFileMode(_home.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        _home.Open().SetChain("a", ["b"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.File));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_stays_a_link_and_its_target_is_changed(bool exists)
    {
        var target = Path.Combine(_home.Folder, "dotfiles", "real.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (exists)
        {
            File.WriteAllText(target, """{ "defaults": { "model": "m" } }""");
        }

        File.CreateSymbolicLink(_home.File, target);
        _home.Open().SetChain("a", ["b"]);
        Assert.Equal(target, new FileInfo(_home.File).LinkTarget);
        Assert.Equal(["b"], _home.Open().Read().Chains["a"]);
        Assert.Equal(exists ? "m" : "gpt-4.1", _home.Open().Read().Defaults.Model);
        Assert.Null(new FileInfo(target).LinkTarget);
    }

    public void Dispose() => _home.Dispose();

    private FileStream Hold() => new(_home.File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
