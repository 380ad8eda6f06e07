BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # A process of its own, as a scheduler starts one.
    function Start-Engine([string[]] $Arguments) {
        Start-Shell ($Arguments -join ' ') $folder
    }

    function Invoke-Job([string] $Script) {
        Set-Content (Join-Path $folder 'job.ps1') $Script -Encoding UTF8
        $process = Start-Engine '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', 'job.ps1'
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        $process.WaitForExit(60000) | Should -BeTrue
        [pscustomobject] @{ ExitCode = $process.ExitCode; Output = $output.Result; Errors = $errors.Result }
    }
}

Describe 'Invoke-HolySheepCsv' {
    BeforeEach {
        $folder = Join-Path $env:HOLYSHEEP_HOME "csv-$([guid]::NewGuid())"
        $null = New-Item $folder -ItemType Directory
        Push-Location $folder
        "Id,Body`n1,The printer is on fire`n2,No coffee`n3,No coffee" | Set-Content in.csv
        $line = @{ Path = 'in.csv'; OutPath = 'out.csv'; Prompt = 'Sentiment of: {Body}'; Sandbox = $true }
    }

    AfterEach {
        Pop-Location
    }

    It 'gives every row its answer and one result' {
        $job = Invoke-HolySheepCsv @line 6> $null
        $job | Should -BeOfType ([HolySheep.PowerShell.Results.HolySheepCsvResult])
        $job.Rows, $job.Succeeded, $job.Failed, $job.Deduplicated, $job.ExitCode | Should -Be 3, 3, 0, 1, 0
        $job.OutPath | Should -Be (Join-Path $folder 'out.csv')
        $out = Import-Csv out.csv
        $out[0].PSObject.Properties.Name | Should -Be @('Id', 'Body', 'Answer', 'HolySheepModel', 'HolySheepAttempts', 'HolySheepCost', 'HolySheepStatus', 'HolySheepError')
        $out.Id | Should -Be @('1', '2', '3')
        $out[1].Answer | Should -BeLike '*Sentiment of: No coffee'
        $LASTEXITCODE | Should -Be 0
    }

    It 'gives the columns that a pipeline of rows gives' {
        $null = Invoke-HolySheepCsv @line 6> $null
        $rows = Import-Csv in.csv | Invoke-HolySheepChat 'Sentiment of: {Body}' -Sandbox -PassThru
        $out = Import-Csv out.csv
        $out[0].PSObject.Properties.Name | Should -Be $rows[0].PSObject.Properties.Name
        foreach ($name in 'Id', 'Body', 'Answer', 'HolySheepModel', 'HolySheepAttempts', 'HolySheepStatus') {
            $out.$name | Should -Be @($rows.$name | ForEach-Object { "$_" })
        }
    }

    It 'writes a page about the run where the caller says, from the folder of the session' {
        $job = Invoke-HolySheepCsv @line -HtmlReport page.html -MaxErrors 0 6> $null
        $job.HtmlReportPath | Should -Be (Join-Path $folder 'page.html')
        Get-Content page.html -Raw | Should -BeLike '*At most 0 rows may fail; 0 failed.*'
        { Invoke-HolySheepCsv @line -HtmlReport out.csv } | Should -Throw -ErrorId 'ArgumentInvalid,*'
    }

    It 'asks nothing again, and only new rows of a longer file' {
        $null = Invoke-HolySheepCsv @line 6> $null
        (Invoke-HolySheepCsv @line 6> $null).Reused | Should -Be 3
        '4,More rows' | Add-Content in.csv
        $job = Invoke-HolySheepCsv @line 6> $null
        $job.Succeeded, $job.Reused | Should -Be 4, 3
        (Invoke-HolySheepCsv @line -Restart 6> $null).Reused | Should -Be 0
    }

    It 'makes a column of each property of a schema' {
        $null = Invoke-HolySheepCsv @line -Schema ([ordered] @{ Sentiment = 'positive|negative'; Score = 'number' }) -NoMeta 6> $null
        (Import-Csv out.csv)[0].PSObject.Properties.Name | Should -Be @('Id', 'Body', 'Sentiment', 'Score')
    }

    It 'makes no call and no file with -WhatIf and tells rows, prompts, tokens and costs' {
        $null = New-Item config.json -Value '{ "providers": { "dead": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" } }, "defaults": { "provider": "dead" } }'
        $before = Get-ChildItem | ForEach-Object Name
        $plan = Invoke-HolySheepCsv in.csv out.csv '{Body}' -ConfigPath config.json -WhatIf
        $plan | Should -BeOfType ([HolySheep.PowerShell.Results.HolySheepCsvPlan])
        $plan.Rows, $plan.DistinctPrompts, $plan.ToAsk | Should -Be 3, 2, 2
        $plan.PromptTokens | Should -BeGreaterThan 0
        $plan.Targets[0].Target | Should -Be 'dead/gpt-4.1'
        $plan.Targets[0].CostHigh | Should -BeGreaterThan $plan.Targets[0].CostLow
        (Invoke-HolySheepCsv in.csv out.csv '{Boddy}' -ConfigPath config.json -WhatIf).MissingColumns | Should -Be 'Boddy'
        Get-ChildItem | ForEach-Object Name | Should -Be $before
        $plan | Out-String -Width 120 | Should -Match 'DistinctPrompts\s*: 2'
    }

    It 'tells progress and takes it away at the end' {
        1..60 | ForEach-Object { "$_,text $_" } | Add-Content in.csv
        $shell = [powershell]::Create().AddScript("Set-Location '$folder'; Import-Module '$ModulePath'; Invoke-HolySheepCsv in.csv out.csv '{Body}' -SandboxScript '*=slow:0.1s' -ThrottleLimit 4")
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Invoke().Succeeded | Should -Be 63
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        @($shell.Streams.Progress.StatusDescription) -match '^\d+ of 63 rows' | Should -Not -BeNullOrEmpty
        # Five times a second at the most, whatever the speed of the job; input that is read sooner is not shown being read.
        @($shell.Streams.Progress | Where-Object { $_.RecordType -eq 'Processing' -and $_.StatusDescription -match '^\d+ of 63 rows' }).Count | Should -BeLessOrEqual (5 * $clock.Elapsed.TotalSeconds + 1)
    }

    It 'ends with one error for <What>' -ForEach @(
        @{ What = 'a column that is not there'; Change = @{ Prompt = '{Boddy}' }; Id = 'ArgumentInvalid'; Said = "*did you mean 'Body'?*"; Code = 2 }
        @{ What = 'an input that is not there'; Change = @{ Path = 'none.csv' }; Id = 'FileUnusable'; Said = '*none.csv cannot be read*'; Code = 2 }
        @{ What = 'no prompt'; Change = @{ Prompt = '' }; Id = 'ArgumentInvalid'; Said = '*no prompt*'; Code = 2 }
        @{ What = 'a deadline that is not a time'; Change = @{ Deadline = 'soon' }; Id = 'ArgumentInvalid'; Said = "*'soon' is not a time*"; Code = 2 }
    ) {
        foreach ($name in $Change.Keys) { $line[$name] = $Change[$name] }
        { Invoke-HolySheepCsv @line 6> $null } | Should -Throw -ErrorId "$Id,HolySheep.PowerShell.Commands.InvokeHolySheepCsvCommand" -ExpectedMessage $Said
        $LASTEXITCODE | Should -Be $Code
    }

    It 'warns of failed rows and says where they are' {
        "Id,Body`n1,a`n2,`n3,c" | Set-Content in.csv
        $line.Prompt = '{Body}'
        $job = Invoke-HolySheepCsv @line 6> $null 3> $null -WarningVariable told
        $job.ExitCode, $job.Failed | Should -Be 8, 1
        $told | Should -BeLike '1 of 3 rows failed: *out.errors.csv has them*'
        (Import-Csv out.errors.csv).Id | Should -Be '2'
    }

    Context 'files' {
        It 'refuses an input that is the output or a by-product by another way, and leaves it: <What>' -ForEach @(
            @{ What = 'its own failed rows'; In = 'out.errors.csv'; Out = 'out.csv' }
            @{ What = 'its own journal'; In = 'out.csv.journal'; Out = 'out.csv' }
            @{ What = 'a relative folder'; In = 'in.csv'; Out = './sub/../in.csv' }
            @{ What = 'a link'; In = 'in.csv'; Out = 'link.csv' }
        ) {
            $null = New-Item sub -ItemType Directory
            if ($Out -eq 'link.csv') {
                try { $null = New-Item link.csv -ItemType SymbolicLink -Value (Join-Path $folder 'in.csv') -ErrorAction Stop }
                catch { Set-ItResult -Skipped -Because 'links need a right here'; return }
            }

            if ($In -ne 'in.csv') { Copy-Item in.csv $In }
            $before = Get-Content $In -Raw
            { Invoke-HolySheepCsv $In $Out '{Body}' -Sandbox 6> $null } | Should -Throw -ErrorId 'ArgumentInvalid*'
            $LASTEXITCODE | Should -Be 2
            Get-Content $In -Raw | Should -BeExactly $before
        }

        It 'never writes the schema or the configuration that it read' {
            '{"type":"object","properties":{"a":{"type":"string"}}}' | Set-Content schema.json
            { Invoke-HolySheepCsv in.csv schema.json '{Body}' -Schema schema.json -Sandbox 6> $null } | Should -Throw '*that the job reads*'
            '{}' | Set-Content config.json
            { Invoke-HolySheepCsv in.csv config.json '{Body}' -ConfigPath config.json -Sandbox 6> $null } | Should -Throw '*the configuration*'
            (Get-Content config.json -Raw).Trim() | Should -BeExactly '{}'
        }

        It 'takes its own failed rows as an input' {
            $null = Invoke-HolySheepCsv in.csv out.csv '{Body}' -SandboxScript '*=refuse' -NoFallback -WarningAction SilentlyContinue 6> $null
            (Invoke-HolySheepCsv out.errors.csv second.csv '{Body}' -Sandbox 6> $null).ExitCode | Should -Be 0
            (Import-Csv second.csv).HolySheepLine | Should -Be '2', '3', '4'
        }

        It 'reads what Import-Csv reads: <What>' -ForEach @(
            @{ What = 'a line of types'; Text = "#TYPE Ticket`n`"Id`",`"Body`"`n`"1`",`"a, b`"" }
            @{ What = 'blanks before quotes'; Text = "Id, Body`n1, `"Hello, world`"`n2,`t`"x`"`" y`"" }
            @{ What = 'blanks after quotes'; Text = "Id,Body`n`"1`" ,`"Hello, world`"  `n" }
        ) {
            $Text | Set-Content in.csv
            $null = Invoke-HolySheepCsv in.csv out.csv 'About {Body}' -Sandbox 6> $null
            (Import-Csv out.csv).Answer -replace '^.*About ' | Should -BeExactly (Import-Csv in.csv).Body
        }

        It 'takes an encoding as <What>' -ForEach @(
            @{ What = 'a number'; Value = 1252 }
            @{ What = 'an object'; Value = [System.Text.Encoding]::GetEncoding(28591) }
            @{ What = 'a name'; Value = 'iso-8859-1' }
        ) {
            [System.IO.File]::WriteAllBytes((Join-Path $folder 'in.csv'), [System.Text.Encoding]::GetEncoding(28591).GetBytes("Id,Body`n1,caf$([char]0xE9)"))
            $null = Invoke-HolySheepCsv @line -Encoding $Value 6> $null
            (Import-Csv out.csv -Encoding UTF8).Body | Should -BeExactly "caf$([char]0xE9)"
        }

        It 'writes a mark for an encoding object that has one alone' {
            foreach ($mark in $true, $false) {
                $null = Invoke-HolySheepCsv @line -Encoding ([System.Text.UTF8Encoding]::new($mark)) 6> $null
                [System.IO.File]::ReadAllBytes((Join-Path $folder 'out.csv'))[0] -eq 0xEF | Should -Be $mark
            }
        }

        It 'refuses <Name> outside the file system, and writes nothing into the folder of the process' -ForEach @(
            @{ Name = 'an input'; Run = { Invoke-HolySheepCsv in.csv "$folder/out.csv" '{Body}' -Sandbox 6> $null } }
            @{ Name = 'an output'; Run = { Invoke-HolySheepCsv "$folder/in.csv" variable:out.csv '{Body}' -Sandbox 6> $null } }
            @{ Name = 'a schema'; Run = { Invoke-HolySheepChat hi -Sandbox -Schema schema.json -ErrorAction Stop } }
            @{ Name = 'a report'; Run = { Export-HolySheepReport report.html -ErrorAction Stop } }
            @{ Name = 'a price map'; Run = { Import-HolySheepPriceMap function:map.json -ErrorAction Stop } }
            @{ Name = 'a configuration'; Run = { Get-HolySheepProvider -ConfigPath env:PATH -ErrorAction Stop } }
            @{ Name = 'a file to measure'; Run = { Measure-HolySheepCost -Path env:PATH -ErrorAction Stop } }
            @{ Name = 'an attachment'; Run = { Invoke-HolySheepChat hi -Sandbox -Attachment env:PATH -ErrorAction Stop } }
        ) {
            # A file in the folder of the process that has the name of the variable is not what the path means.
            Set-Content -LiteralPath (Join-Path $folder PATH) 'Not this one'
            $process = [Environment]::CurrentDirectory
            $before = Get-ChildItem -LiteralPath $folder -Name
            try {
                [Environment]::CurrentDirectory = $folder
                Set-Location Env:
                { & $Run } | Should -Throw
            }
            finally {
                Set-Location $folder
                [Environment]::CurrentDirectory = $process
            }

            Get-ChildItem -LiteralPath $folder -Name | Should -Be $before
        }
    }

    Context 'deadline' {
        It 'takes a time object in <Culture> as that moment' -ForEach @(
            @{ Culture = 'en-US' }, @{ Culture = 'vi-VN' }, @{ Culture = 'de-DE' }, @{ Culture = 'th-TH' }, @{ Culture = 'fa-IR' }
        ) {
            $own = [cultureinfo]::CurrentCulture
            try {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::new($Culture)
                foreach ($past in (Get-Date).AddMinutes(-1), [DateTime]::UtcNow.AddMinutes(-1), [DateTimeOffset]::Now.AddMinutes(-1), [DateTime]::SpecifyKind((Get-Date).AddMinutes(-1), 'Unspecified')) {
                    { Invoke-HolySheepCsv @line -Deadline $past 6> $null } | Should -Throw '*has passed*'
                }

                foreach ($ahead in (Get-Date).AddMinutes(5), [DateTime]::UtcNow.AddMinutes(5), [DateTimeOffset]::UtcNow.AddMinutes(5)) {
                    (Invoke-HolySheepCsv @line -Deadline $ahead 6> $null).ExitCode | Should -Be 0
                }
            }
            finally {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = $own
            }
        }

        It 'takes a time of any kind as its moment where the clock is not UTC' -Skip:($env:OS -eq 'Windows_NT') {
            $zone = $env:TZ
            try {
                $env:TZ = 'Asia/Kolkata'
                $job = Invoke-Job @"
Import-Module '$ModulePath'
`$ErrorActionPreference = 'Stop'
`$line = @{ Path = 'in.csv'; OutPath = 'out.csv'; Prompt = 'Sentiment of: {Body}'; Sandbox = `$true }
foreach (`$ahead in (Get-Date).AddMinutes(5), [DateTime]::UtcNow.AddMinutes(5), [DateTime]::SpecifyKind((Get-Date).AddMinutes(5), 'Unspecified')) {
    "ahead `$((Invoke-HolySheepCsv @line -Deadline `$ahead 6> `$null).ExitCode)"
}
foreach (`$past in (Get-Date).AddMinutes(-5), [DateTime]::UtcNow.AddMinutes(-5)) {
    try { Invoke-HolySheepCsv @line -Deadline `$past 6> `$null } catch { "past `$(`$_.Exception.Message -match 'has passed')" }
}
"@
            }
            finally {
                $env:TZ = $zone
            }

            $job.Output -split '\r?\n' | Where-Object { $_ } | Should -Be 'ahead 0', 'ahead 0', 'ahead 0', 'past True', 'past True'
        }

        It 'refuses a span of time, which could be a time of day' {
            { Invoke-HolySheepCsv @line -Deadline ([TimeSpan]::FromHours(2)) 6> $null } | Should -Throw '*not a time*'
        }
    }

    Context 'in a process of its own' {
        It 'passes <Code> on to the caller of a script file: <What>' -ForEach @(
            @{ Code = 0; What = 'all rows answered'; With = '-Sandbox' }
            @{ Code = 8; What = 'some rows failed'; With = '-SandboxScript "*=400x1" -NoFallback -ThrottleLimit 1' }
            @{ Code = 9; What = 'too many rows failed'; With = '-SandboxScript "*=400" -NoFallback -MaxErrors 0 -ThrottleLimit 1' }
            @{ Code = 3; What = 'no key'; With = '' }
            @{ Code = 2; What = 'a column that is not there'; With = '-Sandbox -System x -OutputColumn Body' }
        ) {
            $env:HOLYSHEEP_API_KEY = $null
            $run = Invoke-Job @"
Import-Module '$ModulePath'
try { exit (Invoke-HolySheepCsv in.csv out.csv '{Body}' $With).ExitCode } catch { `$_; exit [Math]::Max(1, `$LASTEXITCODE) }
"@
            $run.ExitCode | Should -Be $Code -Because ($run.Output + $run.Errors)
        }

        It 'passes the exit code on as the line of the README for a scheduled task does' {
            $readme = Get-Content (Join-Path $PSScriptRoot '../../README.md') -Raw
            $readme -match '(?m)^ {4}pwsh (-NoProfile -NonInteractive -Command ".+")$' | Should -BeTrue
            $arguments = $Matches[1] -replace 'Set-Location C:\\tickets', "Import-Module '$ModulePath'" -replace 'tickets\.csv', 'in.csv'
            foreach ($with in '-Sandbox', '') {
                $process = Start-Engine ($arguments -replace "-Deadline 06:00", $with)
                $process.StandardInput.Close()
                $output = $process.StandardOutput.ReadToEndAsync()
                $process.WaitForExit(60000) | Should -BeTrue
                $process.ExitCode | Should -Be $(if ($with) { 0 } else { 3 }) -Because $output.Result
            }
        }

        It 'leaves a journal that the same command goes on with when Ctrl+C ends it at once' {
            if ($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
                Set-ItResult -Skipped -Because 'an interrupt is sent as a signal, which Windows does not have'
                return
            }

            "Id,Body" | Set-Content in.csv
            1..40 | ForEach-Object { "$_,text $_" } | Add-Content in.csv
            $script = @"
Import-Module '$ModulePath'
try { Invoke-HolySheepCsv in.csv out.csv '{Body}' -SandboxScript '*=slow:0.3s' -ThrottleLimit 4 } finally { [Console]::Out.WriteLine('ended ' + [DateTime]::UtcNow.Ticks + ' with ' + `$LASTEXITCODE); [Console]::Out.Flush() }
"@
            Set-Content job.ps1 $script -Encoding UTF8
            $process = Start-Engine '-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', 'job.ps1'
            $status = Select-String '^SigIgn:\s*(\w+)' "/proc/$($process.Id)/status" -ErrorAction Ignore
            if ($status -and [Convert]::ToUInt64($status.Matches[0].Groups[1].Value, 16) -band 2) {
                $process.Kill()
                Set-ItResult -Skipped -Because 'this shell was started with the interrupt ignored, as background jobs are'
                return
            }

            # Some rows are on the disk.
            $waited = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not (Test-Path out.csv.journal) -or (Get-Item out.csv.journal).Length -lt 600) {
                if ($waited.Elapsed.TotalSeconds -gt 60) { throw 'No row was kept.' }
                Start-Sleep -Milliseconds 20
            }

            $sent = [DateTime]::UtcNow.Ticks
            & /bin/kill -INT $process.Id
            $output = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit(60000) | Should -BeTrue
            $output -match 'ended (\d+)' | Should -BeTrue
            ([long] $Matches[1] - $sent) / [TimeSpan]::TicksPerSecond | Should -BeLessThan 0.5
            $output | Should -Match 'Stopped: \d+ of 40 rows answered, 0 failed, \d+ left'
            $output | Should -Match 'with 130'
            $output | Should -Match 'Run the same command to continue'
            Test-Path out.csv | Should -BeFalse

            $job = Invoke-HolySheepCsv in.csv out.csv '{Body}' -Sandbox 6> $null
            $job.Succeeded | Should -Be 40
            $job.Reused | Should -BeGreaterThan 3
        }
    }
}
