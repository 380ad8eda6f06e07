BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    # A session needs a person at a terminal: TerminalChatTests type what one does.
    $examples = foreach ($cmdlet in (Get-Module HolySheep).ExportedCmdlets.Keys -ne 'Enter-HolySheepChat') {
        $number = 0
        foreach ($example in (Get-Help $cmdlet -Full).examples.example) {
            $number++
            @{ Cmdlet = $cmdlet; Number = $number; Title = $example.title.Trim(' -'); Code = $example.code }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-Help' {
    It 'finds the help of <_>' -ForEach @((Get-Module HolySheep).ExportedCmdlets.Keys) {
        $help = Get-Help $_ -Full | Out-String -Width 80
        $help | Should -Match '(?s)SYNOPSIS.+DESCRIPTION.+Example 1:.+Example 2:'
        Get-Help $_ -Examples | Out-String -Width 80 | Should -Match 'Example 2:'
        Get-Help $_ -Parameter ConfigPath | Out-String -Width 80 | Should -Match 'configuration file'
    }

    It 'finds <_>' -ForEach 'about_HolySheep', 'about_HolySheep_Fallback', 'about_HolySheep_Errors', 'about_HolySheep_Spend' {
        Get-Help $_ | Should -Match 'LONG DESCRIPTION'
    }
}

Describe 'Get-Help -Online' {
    BeforeAll {
        $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
        $isBuiltElsewhere = [bool] $env:HOLYSHEEP_TEST_MODULE
        $published = Join-Path (Get-Item TestDrive:/).FullName 'HolySheep'

        # A copy of the module with the help that the build writes if the manifest has this ProjectUri.
        function Publish-Help([string] $ProjectUri) {
            if (-not (Test-Path $published)) {
                $null = New-Item $published -ItemType Directory
                Copy-Item (Join-Path $root 'bin'), (Join-Path $root 'en-US') $published -Recurse
            }

            (Get-Content $ModulePath -Raw) -replace '(?m)^ *ProjectUri.*\n' -replace 'PSData = @{', "`$0`n            ProjectUri = '$ProjectUri'" | Set-Content "$published/HolySheep.psd1"
            $assembly, $writer = foreach ($output in 'HolySheep.PowerShell/obj/*/net8.0/HolySheep.PowerShell.dll', 'HolySheep.Help/bin/*/net10.0/HolySheep.Help.dll') {
                Get-ChildItem "$root/src/$output" | Sort-Object LastWriteTime | Select-Object -Last 1
            }

            dotnet $writer.FullName $assembly.FullName "$($assembly.DirectoryName)/help-references.txt" "$root/docs/en-US" "$published/HolySheep.psd1" "$published/en-US/HolySheep.PowerShell.dll-Help.xml" 2>&1
        }
    }

    It 'finds the page of every command if the manifest has a ProjectUri' {
        if ($isBuiltElsewhere) {
            Set-ItResult -Skipped -Because 'the module under test was built elsewhere'
            return
        }

        Publish-Help 'https://example.org/holysheep'
        $links = Invoke-Fresh "Import-Module '$published/HolySheep.psd1'; Get-Command -Module HolySheep | ForEach-Object { `$_.Name + ' ' + `$_.HelpUri }"
        $links | Should -HaveCount (Get-Module HolySheep).ExportedCommands.Count
        foreach ($link in $links) {
            $name, $address = $link -split ' '
            $address | Should -Be "https://example.org/holysheep/blob/HEAD/docs/en-US/$name.md"
            Get-Content (Join-Path $root ($address -replace '^https://example.org/holysheep/blob/HEAD/')) -TotalCount 1 | Should -Be "# $name"
        }
    }

    It 'has no address in the built module unless its manifest has a ProjectUri' {
        $project = (Import-PowerShellDataFile $ModulePath).PrivateData.PSData['ProjectUri']
        foreach ($command in (Get-Module HolySheep).ExportedCommands.Values) {
            $command.HelpUri | Should -Be $(if ($project) { "$($project.TrimEnd('/'))/blob/HEAD/docs/en-US/$command.md" } else { '' })
        }
    }

    It 'opens the page of the command in the browser' {
        if ($isBuiltElsewhere -or -not $IsLinux) {
            Set-ItResult -Skipped -Because 'this puts a program in the place of the browser of Linux, and builds the help of the clone'
            return
        }

        Publish-Help 'https://example.org/holysheep/'
        $browser = Join-Path (Get-Item TestDrive:/).FullName 'browser'
        $null = New-Item $browser -ItemType Directory
        "#!/bin/sh`necho `"opened `$1`"" | Set-Content "$browser/xdg-open"
        chmod +x "$browser/xdg-open"
        Invoke-Fresh "`$env:PATH = '${browser}:' + `$env:PATH; Import-Module '$published/HolySheep.psd1'; Get-Help Invoke-HolySheepChat -Online" |
            Should -Be 'opened https://example.org/holysheep/blob/HEAD/docs/en-US/Invoke-HolySheepChat.md'
    }

    It 'fails the build if the ProjectUri is <_>' -ForEach 'ftp://example.org/holysheep', 'example.org/holysheep', 'https://example.org/holysheep#readme' {
        if ($isBuiltElsewhere) {
            Set-ItResult -Skipped -Because 'the module under test was built elsewhere'
            return
        }

        Publish-Help $_ | Should -BeLike "*HolySheep.psd1 : error : ProjectUri is '$_'. Give the http or https address of the repository*"
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'The examples of the help' {
    BeforeEach {
        # What an example takes for granted: a provider that answers, another one, and the files that it names.
        # The file is its own, so that no example sees what another has set.
        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME "$Cmdlet-$Number.json"
        $answering = @{ kind = 'sandbox' }
        $silent = @{ kind = 'openai'; baseUrl = 'http://127.0.0.1:9/v1'; apiKey = 'env:BACKUP_KEY' }
        $providers = if ($Cmdlet -match '^Invoke|^Test|^Get-HolySheepModel|^Get-HolySheepCall|^Set-HolySheepTemplate') { @{ holysheep = $answering; backup = $answering } } else { @{ backup = $silent } }
        @{ providers = $providers } | ConvertTo-Json -Depth 3 | Set-Content $env:HOLYSHEEP_CONFIG
        # Calls are found in a ledger, conversations in files.
        $env:HOLYSHEEP_STATE = if ($Cmdlet -eq 'Get-HolySheepCall' -or $Cmdlet -like '*Conversation' -or $Code -like '*-Conversation*') { $null } else { 'memory' }
        Push-Location TestDrive:/
        "Id,Body`n1,The printer is on fire`n2,No coffee" | Set-Content tickets.csv
        "Model,Fallback`ngpt-4.1,deepseek-v3.2 gpt-4o`ngpt-4o,gpt-4.1" | Set-Content chains.csv
        [System.IO.File]::WriteAllBytes((Join-Path (Get-Item TestDrive:/).FullName 'photo.png'), [System.Convert]::FromBase64String('iVBORw0KGgo='))
    }

    AfterEach {
        Pop-Location
        $env:HOLYSHEEP_CONFIG = $null
        $env:HOLYSHEEP_STATE = 'memory'
    }

    It 'run: <Cmdlet>, <Title>' -ForEach $examples {
        $Error.Clear()
        & ([scriptblock]::Create($Code)) 3> $null 6> $null | Out-String -Width 80 | Write-Debug
        $Error | Should -BeNullOrEmpty
    }
}
